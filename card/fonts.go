package card

import (
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// bundled is the font of this program, which has Latin, Greek and Cyrillic
// letters.
var bundled = sync.OnceValue(func() *sfnt.Font { return parsed(goregular.TTF) })

// parsed parses a font that is part of this program.
func parsed(ttf []byte) *sfnt.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic(err)
	}
	return f
}

// unshaped are scripts whose letters change their form or order, which this
// package does not do.
var unshaped = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Mongolian,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Tibetan, unicode.Myanmar, unicode.Khmer,
	unicode.Mn, unicode.Me, // marks that are not part of a letter
}

// faces are the fonts of one text in one size.
type faces struct {
	size  float64
	list  []face
	byRun map[rune]font.Face
}

type face struct {
	font *sfnt.Font
	face font.Face
}

// facesFor returns fonts that have every letter of a text, the bundled one
// first. It fails with ErrNoGlyph if there are none.
func facesFor(text string, size float64) (*faces, error) {
	f := &faces{size: size, byRun: map[rune]font.Face{}}
	if err := f.add(bundled()); err != nil {
		return nil, err
	}
	var buffer sfnt.Buffer
	for _, r := range text {
		if _, known := f.byRun[r]; known {
			continue
		}
		if invisible(r) {
			f.byRun[r] = nil
			continue
		}
		if unicode.In(r, unshaped...) {
			return nil, ErrNoGlyph
		}
		if !f.find(&buffer, r) {
			other := system.with(r)
			if other == nil {
				return nil, ErrNoGlyph
			}
			if err := f.add(other); err != nil {
				return nil, err
			}
			if !f.find(&buffer, r) {
				return nil, ErrNoGlyph
			}
		}
	}
	return f, nil
}

func (f *faces) add(of *sfnt.Font) error {
	made, err := opentype.NewFace(of, &opentype.FaceOptions{Size: f.size, DPI: 72, Hinting: font.HintingNone})
	f.list = append(f.list, face{of, made})
	return err
}

// find remembers the first font that has a letter.
func (f *faces) find(buffer *sfnt.Buffer, r rune) bool {
	for _, c := range f.list {
		if has(c.font, buffer, r) {
			f.byRun[r] = c.face
			return true
		}
	}
	return false
}

func has(f *sfnt.Font, buffer *sfnt.Buffer, r rune) bool {
	n, err := f.GlyphIndex(buffer, r)
	return err == nil && n != 0
}

// invisible reports whether a character is not drawn.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r >= 0xFE00 && r <= 0xFE0F || unicode.IsControl(r)
}

// width returns the width of a line, in pixels.
func (f *faces) width(line string) int {
	d := font.Drawer{}
	f.each(line, func(face font.Face, run string) {
		d.Face = face
		d.Dot.X += d.MeasureString(run)
	})
	return d.Dot.X.Ceil()
}

// draw draws a line whose base begins at a point.
func (f *faces) draw(canvas draw.Image, c color.Color, at fixed.Point26_6, line string) {
	d := font.Drawer{Dst: canvas, Src: image.NewUniform(c), Dot: at}
	f.each(line, func(face font.Face, run string) {
		d.Face = face
		d.DrawString(run)
	})
}

// each calls do with the parts of a line that have one font.
func (f *faces) each(line string, do func(font.Face, string)) {
	var current font.Face
	var run strings.Builder
	for _, r := range line {
		next := f.byRun[r]
		if next == nil {
			continue
		}
		if next != current && run.Len() > 0 {
			do(current, run.String())
			run.Reset()
		}
		current = next
		run.WriteRune(r)
	}
	if run.Len() > 0 {
		do(current, run.String())
	}
}

// fontFolders are where systems have their fonts.
var fontFolders = []string{"/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", `C:\Windows\Fonts`}

// maxFonts is the most files of fonts that are searched for a letter.
const maxFonts = 400

// system are the fonts of this machine.
var system = &systemFonts{missing: map[rune]bool{}}

// systemFonts finds fonts by their letters, and remembers those that were
// useful. Its files stay open, because fonts are read as needed.
type systemFonts struct {
	mu      sync.Mutex
	listed  bool
	files   []string // not searched yet
	useful  []*sfnt.Font
	missing map[rune]bool // in no font
}

// maxMissing bounds what is remembered about letters.
const maxMissing = 10_000

// with returns a font that has a letter, nil if there is none.
func (s *systemFonts) with(r rune) *sfnt.Font {
	s.mu.Lock()
	defer s.mu.Unlock()
	var buffer sfnt.Buffer
	for _, f := range s.useful {
		if has(f, &buffer, r) {
			return f
		}
	}
	if s.missing[r] {
		return nil
	}
	if !s.listed {
		s.files, s.listed = fontFiles(), true
	}
	for _, name := range s.files {
		if f := fontWith(name, &buffer, r); f != nil {
			s.useful = append(s.useful, f)
			return f
		}
	}
	if len(s.missing) < maxMissing {
		s.missing[r] = true
	}
	return nil
}

// fontWith opens a file if it has a font with a letter.
func fontWith(name string, buffer *sfnt.Buffer, r rune) *sfnt.Font {
	file, err := os.Open(name)
	if err != nil {
		return nil
	}
	if list, err := opentype.ParseCollectionReaderAt(file); err == nil {
		for i := range list.NumFonts() {
			if f, err := list.Font(i); err == nil && has(f, buffer, r) {
				return f
			}
		}
	}
	file.Close()
	return nil
}

// fontFiles lists the files of fonts, plain styles first.
func fontFiles() []string {
	var files []string
	for _, folder := range fontFolders {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && slices.Contains([]string{".ttf", ".otf", ".ttc", ".otc"}, strings.ToLower(filepath.Ext(path))) {
				files = append(files, path)
			}
			return nil // a folder that can't be read has no fonts for us
		})
	}
	slices.SortFunc(files, func(a, b string) int { return cmp.Or(special(a)-special(b), strings.Compare(a, b)) })
	return files[:min(len(files), maxFonts)]
}

// special counts what makes a font unfit for running text, by its file's name.
func special(path string) int {
	name, n := strings.ToLower(filepath.Base(path)), 0
	for _, word := range []string{"bold", "italic", "oblique", "mono", "condensed", "narrow", "light", "serif", "emoji", "symbol"} {
		if strings.Contains(name, word) {
			n++
		}
	}
	return n
}

func distance(x, y int) float64 { return math.Hypot(float64(x), float64(y)) }
