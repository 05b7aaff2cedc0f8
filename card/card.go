// Package card draws a quotation as a picture: its words, the speaker, the
// article and the date. It draws only what its fonts can show: if a letter has
// no glyph, there is no picture, never a box.
package card

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Errors of Draw. The words are then better shown as text.
var (
	// ErrNoGlyph is returned for words that no font here can show.
	ErrNoGlyph = errors.New("card: a letter has no glyph")
	// ErrTooLong is returned for words that do not fit a picture.
	ErrTooLong = errors.New("card: the words do not fit")
)

// A Card is the words of a picture.
type Card struct {
	Quote   string // without quotation marks
	Speaker string
	Article string // title
	Date    string // as it is shown, "" for none
}

// maxAlt is the most code points of an alternative text that Discord takes.
const maxAlt = 1024

// Alt returns all words of the card, for those who do not see the picture.
func (c Card) Alt() string {
	text := "“" + oneLine(c.Quote) + "”"
	if c.Speaker != "" {
		text += " — " + oneLine(c.Speaker)
	}
	return text + ". " + c.source()
}

func (c Card) source() string {
	if c.Date == "" {
		return oneLine(c.Article)
	}
	return oneLine(c.Article) + " · " + c.Date
}

// The layout, in pixels. A phone shows the picture at about a third of its
// width.
const (
	width     = 1080
	margin    = 90
	edge      = 18 // of the coloured bar
	corner    = 36 // radius
	maxQuote  = 980
	gap       = 48
	smallSize = 40
	nameSize  = 48
	lineSpace = 1.32
)

// quoteSizes are the possible sizes of the quotation. The largest that fits is
// used.
var quoteSizes = []float64{72, 64, 56, 50, 44, 40}

var (
	paper  = color.RGBA{0xFA, 0xF7, 0xF1, 0xFF}
	ink    = color.RGBA{0x1C, 0x22, 0x2B, 0xFF}
	faint  = color.RGBA{0x5A, 0x62, 0x6E, 0xFF}
	accent = color.RGBA{0x3B, 0x6E, 0xA5, 0xFF} // the blue at the edge of every answer
)

// drawing limits how many pictures are drawn at a time: one takes 6 MB.
var drawing = make(chan struct{}, 2)

// Draw returns the picture as a PNG file. It fails with ErrNoGlyph or
// ErrTooLong if the words can't be shown.
func (c Card) Draw() ([]byte, error) {
	drawing <- struct{}{}
	defer func() { <-drawing }()
	if utf8.RuneCountInString(c.Alt()) > maxAlt {
		return nil, ErrTooLong
	}
	blocks, err := c.layOut()
	if err != nil {
		return nil, err
	}
	height := 2*margin + gap*(len(blocks)-1)
	for _, b := range blocks {
		height += b.height()
	}
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	background(canvas)
	y := margin
	for _, b := range blocks {
		b.draw(canvas, margin+edge, y)
		y += b.height() + gap
	}
	var file bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&file, canvas)
	return file.Bytes(), err
}

// layOut returns the quotation, the speaker and the source, as lines.
func (c Card) layOut() ([]block, error) {
	quote, err := fit("“"+oneLine(c.Quote)+"”", quoteSizes, maxQuote)
	if err != nil {
		return nil, err
	}
	blocks := []block{quote}
	if c.Speaker != "" {
		name, err := newBlock("— "+oneLine(c.Speaker), nameSize, accent)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, name)
	}
	source, err := newBlock(c.source(), smallSize, faint)
	return append(blocks, source), err
}

// fit lays out a text in the largest of sizes with which it is at most so high.
func fit(text string, sizes []float64, height int) (block, error) {
	for _, size := range sizes {
		b, err := newBlock(text, size, ink)
		if err != nil {
			return block{}, err
		}
		if b.height() <= height {
			return b, nil
		}
	}
	return block{}, ErrTooLong
}

// A block is lines of one size.
type block struct {
	lines []string
	faces *faces
	color color.Color
}

// newBlock breaks a text into lines that fit the picture.
func newBlock(text string, size float64, c color.Color) (block, error) {
	text = norm.NFC.String(text)
	f, err := facesFor(text, size)
	if err != nil {
		return block{}, err
	}
	b := block{faces: f, color: c}
	line := ""
	for rest, state := text, -1; rest != ""; {
		var part string
		part, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
		if line != "" && f.width(strings.TrimRight(line+part, " ")) > width-2*margin-edge {
			b.lines = append(b.lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += part
		if f.width(strings.TrimRight(line, " ")) > width-2*margin-edge {
			return block{}, ErrTooLong // a word is longer than a line
		}
	}
	b.lines = append(b.lines, strings.TrimRight(line, " "))
	return b, nil
}

func (b block) height() int { return int(float64(len(b.lines)) * b.faces.size * lineSpace) }

// draw draws the lines, the first below y.
func (b block) draw(canvas draw.Image, x, y int) {
	for i, line := range b.lines {
		base := float64(y) + (float64(i)*lineSpace+1)*b.faces.size
		b.faces.draw(canvas, b.color, fixed.P(x, int(base)), line)
	}
}

// background fills the canvas with paper and the coloured bar, with round
// corners that let any theme through.
func background(canvas *image.RGBA) {
	bounds := canvas.Bounds()
	for y := range bounds.Max.Y {
		for x := range bounds.Max.X {
			c := paper
			if x < edge {
				c = accent
			}
			canvas.SetRGBA(x, y, faded(c, cover(x, y, bounds.Max)))
		}
	}
}

// cover returns how much of a pixel is inside the round corners, 0 to 1.
func cover(x, y int, size image.Point) float64 {
	dx := max(corner-x-1, x-(size.X-corner), 0)
	dy := max(corner-y-1, y-(size.Y-corner), 0)
	if dx == 0 || dy == 0 {
		return 1
	}
	return min(1, max(0, corner-distance(dx, dy)+0.5))
}

func faded(c color.RGBA, part float64) color.RGBA {
	scale := func(v uint8) uint8 { return uint8(float64(v) * part) }
	return color.RGBA{scale(c.R), scale(c.G), scale(c.B), scale(c.A)}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
