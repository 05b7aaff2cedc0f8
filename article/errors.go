package article

import "errors"

// Errors that a source can be refused with.
var (
	// ErrNotText is returned for bytes that are no text: an image, a program.
	ErrNotText = errors.New("article: not a text")
	// ErrMarkup is returned for the source of a text in LaTeX, roff or the
	// markup of a wiki, whose commands would be read as words.
	ErrMarkup = errors.New("article: source of a text")
	// ErrNoText is returned where no sentence is left after reading.
	ErrNoText = errors.New("article: no readable text")
	// ErrDamaged is returned for a file that is cut off or broken, so that
	// nothing of its text is left.
	ErrDamaged = errors.New("article: damaged file")
	// ErrLocked is returned for a file that needs a password, or is sold
	// with copy protection.
	ErrLocked = errors.New("article: locked file")
	// ErrTooLarge is returned for a source of more than MaxSource bytes, one
	// that becomes too large when it is unpacked, and for more than MaxText
	// bytes of text.
	ErrTooLarge = errors.New("article: too large")
)

// ErrPictures is returned for a PDF whose pages are pictures of a text.
var ErrPictures = errors.New("article: pages without text")

// ErrNoConverter is returned for a PDF where no pdf.Converter was given.
var ErrNoConverter = errors.New("article: no converter for PDF")
