package library

import (
	"context"
	"errors"

	"footnote/index"
)

// Names returns the people whose name begins with what is typed so far, or
// has words that do, the most mentioned first.
func (l *Library) Names(ctx context.Context, typed string, limit int) (names []string, err error) {
	err = l.withIndex(ctx, func(x *index.Index) error {
		names, err = x.Names(ctx, typed, limit)
		return err
	})
	if errors.Is(err, errEmpty) {
		return nil, nil
	}
	return names, err
}
