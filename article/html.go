package article

import (
	"fmt"
)

// readHTML reads a web page.
func readHTML(src Source) (document, error) {
	return document{}, fmt.Errorf("%w: a web page", ErrNotText)
}
