package bot_test

import (
	"context"
	"time"

	"footnote/bot"
	"footnote/library"
)

// Libraries that are altered do what a test wants in place of some methods.
type altered struct {
	bot.Libraries
	library     func(name string) (*library.Library, error)
	setName     func(ctx context.Context, library, name string) error
	putTemp     func(ctx context.Context, library, key string, value []byte, until time.Time) error
	temp        func(ctx context.Context, library, key string) ([]byte, error)
	ping        func(context.Context) error
	selfTest    func(context.Context) library.Health
	indexes     func() library.Indexes
	modelCounts func() []library.ModelCount
}

func (a altered) Library(name string) (*library.Library, error) {
	if a.library != nil {
		return a.library(name)
	}
	return a.Libraries.Library(name)
}

func (a altered) SetName(ctx context.Context, library, name string) error {
	if a.setName != nil {
		return a.setName(ctx, library, name)
	}
	return a.Libraries.SetName(ctx, library, name)
}

func (a altered) PutTemp(ctx context.Context, library, key string, value []byte, until time.Time) error {
	if a.putTemp != nil {
		return a.putTemp(ctx, library, key, value, until)
	}
	return a.Libraries.PutTemp(ctx, library, key, value, until)
}

func (a altered) Temp(ctx context.Context, library, key string) ([]byte, error) {
	if a.temp != nil {
		return a.temp(ctx, library, key)
	}
	return a.Libraries.Temp(ctx, library, key)
}

func (a altered) Ping(ctx context.Context) error {
	if a.ping != nil {
		return a.ping(ctx)
	}
	return a.Libraries.Ping(ctx)
}

func (a altered) SelfTest(ctx context.Context) library.Health {
	if a.selfTest != nil {
		return a.selfTest(ctx)
	}
	return a.Libraries.SelfTest(ctx)
}

func (a altered) ModelCounts() []library.ModelCount {
	if a.modelCounts != nil {
		return a.modelCounts()
	}
	return a.Libraries.ModelCounts()
}

func (a altered) Indexes() library.Indexes {
	if a.indexes != nil {
		return a.indexes()
	}
	return a.Libraries.Indexes()
}
