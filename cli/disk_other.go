//go:build !(darwin || linux)

package cli

import "errors"

// diskSpace is not known on this system; its metric is left out.
func diskSpace(string) (uint64, error) { return 0, errors.ErrUnsupported }
