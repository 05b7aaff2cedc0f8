package article

import "errors"

// Errors for sources that are refused.
var (
	// ErrNotText is returned for bytes that are not text: an image, a program.
	ErrNotText = errors.New("article: not a text")
	// ErrMarkup is returned for the source of a text in LaTeX, roff or the
	// markup of a wiki, whose commands would be read as words.
	ErrMarkup = errors.New("article: source of a text")
	// ErrNoText is returned where no sentence is left after reading.
	ErrNoText = errors.New("article: no readable text")
	// ErrDamaged is returned for a file that is cut off or broken, with no
	// readable text left.
	ErrDamaged = errors.New("article: damaged file")
	// ErrLocked is returned for a file that needs a password or has copy
	// protection.
	ErrLocked = errors.New("article: locked file")
	// ErrTooLarge is returned for a source of more than MaxSource bytes, for
	// one that becomes too large when it is unpacked, and for more than MaxText
	// bytes of text.
	ErrTooLarge = errors.New("article: too large")
)

// ErrPictures is returned for a PDF whose pages are images of text.
var ErrPictures = errors.New("article: pages without text")

// ErrNoConverter is returned for a PDF if no pdf.Converter was set.
var ErrNoConverter = errors.New("article: no converter for PDF")
