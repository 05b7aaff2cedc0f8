package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"footnote/article"
	"footnote/library"
	"footnote/store"
)

// byOperator is the user id that changes on the command line are logged with.
const byOperator = "operator"

func (a *app) addCommand() *cobra.Command {
	var jsonl, anyway bool
	var same, tagged string
	cmd := &cobra.Command{
		Use:   "add FILE|FOLDER|ZIP|URL…",
		Short: "Add articles: files, links, or many as JSON lines",
		Long: `Add articles: PDF, Word, EPUB, text, Markdown or HTML files ("-" is standard
input), or links. All files of a folder or a zip archive are added.

Each article is stored durably before its receipt is printed, so an interrupted
command can be repeated. Adding the same article again changes nothing; the
same address with a new text becomes a new version.

With --jsonl each line of the file is an object with a text and what is known
about it:
  {"id", "url", "title", "author", "published", "tags",
   "text" or "markdown" or "html" or "source_base64" with "media_type"}
or with what moderators taught, as an export has it:
  {"pin": {"question", "article"}} or {"synonym": [word, word]}
and a JSON line is printed for each.`,
		Example: "  footnote add article.html https://example.org/news\n  footnote add --jsonl export.jsonl",
		GroupID: "articles",
		Args:    args(1, -1),
		RunE: func(cmd *cobra.Command, words []string) error {
			if jsonl && len(words) > 1 {
				return hint(usage(fmt.Errorf("unexpected argument %q", words[1])), "--jsonl takes one file, or - for standard input.")
			}
			if same == "keep" {
				same = ""
			}
			if !slices.Contains([]library.Same{library.KeepSame, library.ReplaceSame, library.NoteSame}, library.Same(same)) {
				return hint(usage(fmt.Errorf("unknown value %q of --same", same)), "Use keep, replace or note.")
			}
			return a.with(cmd.Context(), create, func(o *session) error {
				if jsonl {
					return a.addLines(cmd.Context(), o.library, words[0])
				}
				item := library.Item{Anyway: anyway, Same: library.Same(same)}
				if tagged != "" {
					var err error
					if item.Tags, err = library.ReadTags(tagged); err != nil {
						return err
					}
				}
				return a.addFiles(cmd.Context(), o.library, words, item)
			})
		},
	}
	cmd.Flags().BoolVar(&jsonl, "jsonl", false, "read one JSON object per line")
	cmd.Flags().BoolVar(&anyway, "anyway", false, "add a text in spite of serious warnings")
	cmd.Flags().StringVar(&tagged, "tags", "", "tags of the articles, separated by commas")
	cmd.Flags().StringVar(&same, "same", "keep", "what to do with a text that the library has from another address: keep both, replace the older one, or only note the address")
	return cmd
}

// addFiles adds files and links one after the other, each durable before its
// receipt is shown.
func (a *app) addFiles(ctx context.Context, lib *library.Library, names []string, item library.Item) error {
	all, many, close, err := a.expand(names)
	if err != nil {
		return err
	}
	defer close()
	counts := map[store.Status]int{}
	failed := 0
	for _, g := range all {
		name := g.name
		receipt, err := a.addFile(ctx, lib, g, item)
		if errors.Is(err, library.ErrDoubtful) {
			err = hint(err, "Check it with `footnote parse`; `footnote add --anyway` adds it as it is.")
		}
		switch {
		case err != nil && ctx.Err() != nil:
			return err
		case err != nil:
			failed++
			a.tellFailure(name, err)
		case a.json:
			a.lines(a.stdout).Encode(receiptJSON(receipt))
		default:
			newScreen(a.stdout).receipt(receipt)
		}
		if err == nil {
			counts[receipt.Status]++
		}
	}
	if many && !a.json {
		fmt.Fprintf(a.stdout, "%d added, %d updated, %d already there, %d not added.\n",
			counts[store.Added], counts[store.Updated], counts[store.Unchanged]+counts[library.Noted], failed)
	}
	if failed > 0 {
		return errReported
	}
	return nil
}

// tellFailure reports that the named input was not added, with --json also as
// a line of JSON.
func (a *app) tellFailure(name string, err error) {
	report(a.stderr, hintOn(name, err))
	if a.json {
		f := failure(err)
		f.File = name
		a.lines(a.stdout).Encode(f)
	}
}

func (a *app) addFile(ctx context.Context, lib *library.Library, g input, item library.Item) (library.Receipt, error) {
	name := g.name
	if g.open != nil {
		body, err := g.open()
		if errors.Is(err, article.ErrTooLarge) {
			return library.Receipt{}, err
		}
		if err != nil {
			return library.Receipt{}, hint(fmt.Errorf("%s: %w", name, err), "The archive is damaged at this file: unpack it, and add the file on its own.")
		}
		item.Source = article.Source{Name: fileName(name), Body: body}
		return lib.AddOne(ctx, byOperator, item)
	}
	if strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://") {
		return lib.AddURL(ctx, byOperator, name, item)
	}
	body, err := a.readFile(name, article.MaxSource)
	if err != nil {
		if u, bad := url.Parse(name); bad == nil && u.Scheme != "" && u.Host != "" {
			return library.Receipt{}, hint(fmt.Errorf("%s is neither a file nor a link", name), "A link starts with https:// or http://.")
		}
		return library.Receipt{}, err
	}
	item.Source = article.Source{Name: fileName(name), Body: body}
	return lib.AddOne(ctx, byOperator, item)
}

func fileName(path string) string {
	if path == "-" {
		return ""
	}
	return filepath.Base(path)
}

// Lines are added in batches, one transaction each: as many as are ready, up to
// these limits.
const (
	linesAtOnce = 64
	bytesAtOnce = 8 << 20
	// maxLine holds a source of article.MaxSource bytes in base64, and the
	// rest of its object.
	maxLine = article.MaxSource*4/3 + 1<<20
)

// A line is an object of a bulk add.
type line struct {
	number int // from 1
	item   library.Item
	taught *library.Line // in place of item
	err    error
	size   int
}

// adds reports whether the line is an article that can be added.
func (l line) adds() bool { return l.err == nil && l.taught == nil }

// addLines adds the articles of a file of JSON lines, and prints a line for
// each once it is durable.
func (a *app) addLines(ctx context.Context, lib *library.Library, name string) error {
	in, size, err := a.openLines(name)
	if err != nil {
		return hint(err, "Name a file of JSON lines, or - for standard input.")
	}
	defer in.Close()
	out := bufio.NewWriter(a.stdout)
	bulk := bulkAdd{lib: lib, lines: a.lines(out), flush: out.Flush, progress: a.progress(size)}
	defer bulk.progress.finish()
	queue := make(chan line, linesAtOnce)
	go readLines(in, queue)
	for l := range queue {
		if err := bulk.add(ctx, gather(l, queue)); err != nil {
			go func() { // let the reader end
				for range queue {
				}
			}()
			return err
		}
	}
	bulk.progress.finish()
	if bulk.failed > 0 {
		report(a.stderr, hint(fmt.Errorf("%d of %d were not added", bulk.failed, bulk.total), "Their lines say why. Adding the file again adds only the missing ones."))
		return errReported
	}
	return nil
}

func (a *app) openLines(name string) (in io.ReadCloser, size int64, err error) {
	if name == "-" {
		return io.NopCloser(a.stdin), -1, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = hint(fmt.Errorf("%s is a folder", name), "--jsonl takes a file of JSON lines.")
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// gather takes lines that are ready from queue, within the limits of a batch,
// and does not wait for more.
func gather(first line, queue <-chan line) []line {
	batch, size := []line{first}, first.size
	for len(batch) < linesAtOnce && size < bytesAtOnce {
		select {
		case l, ok := <-queue:
			if !ok {
				return batch
			}
			batch, size = append(batch, l), size+l.size
		default:
			return batch
		}
	}
	return batch
}

// readLines sends every line of in that is not blank, and closes queue.
func readLines(in io.Reader, queue chan<- line) {
	defer close(queue)
	r := bufio.NewReaderSize(in, 1<<20)
	for number := 1; ; number++ {
		text, err := readLine(r, maxLine)
		if errors.Is(err, errLongLine) {
			err = hint(err, "An object may have up to %d MB; add a larger text as a file.", maxLine>>20)
		}
		if len(bytes.TrimSpace(text)) > 0 || errors.Is(err, errLongLine) {
			l := line{number: number, size: len(text)}
			if l.err = err; err == nil || err == io.EOF {
				l.item, l.taught, l.err = decodeLine(text)
			}
			queue <- l
		}
		if err != nil && !errors.Is(err, errLongLine) {
			if err != io.EOF {
				queue <- line{number: number, err: err}
			}
			return
		}
	}
}

var errLongLine = errors.New("the line is too long")

// readLine reads up to the next newline. A line of more than longest bytes is
// errLongLine: it is read to its end and discarded.
func readLine(r *bufio.Reader, longest int) ([]byte, error) {
	var text []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(text)+len(part) > longest; long {
			text = nil
		} else {
			text = append(text, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long {
			return nil, errLongLine
		}
		return text, err
	}
}

// decodeLine reads a line: an article, or something that was taught.
func decodeLine(text []byte) (library.Item, *library.Line, error) {
	line, err := library.ReadLine(text)
	switch {
	case errors.Is(err, library.ErrBadLine):
		return library.Item{}, nil, err
	case err != nil:
		return library.Item{}, nil, hint(fmt.Errorf("not a JSON object: %w", err), `A line looks like {"url": "https://…", "title": "…", "text": "…"}.`)
	case line.Teaches():
		return library.Item{}, &line, nil
	}
	item, err := line.Item()
	return item, nil, err
}

// A bulkAdd adds lines and counts those that failed.
type bulkAdd struct {
	lib      *library.Library
	lines    lines
	flush    func() error
	progress *progress

	total, failed int
}

// add adds a batch and prints a line for each of its lines, in order.
func (b *bulkAdd) add(ctx context.Context, batch []line) error {
	var items []library.Item
	for _, l := range batch {
		if l.adds() {
			items = append(items, l.item)
		}
	}
	outcomes, err := b.lib.Add(ctx, byOperator, items...)
	if err != nil {
		return err
	}
	for _, l := range batch {
		b.total++
		var receipt library.Receipt
		switch {
		case l.adds():
			receipt, l.err = outcomes[0].Receipt, outcomes[0].Err
			outcomes = outcomes[1:]
		case l.err == nil:
			l.err = b.lib.Teach(ctx, byOperator, *l.taught)
		}
		if l.err != nil {
			b.failed++
			f := failure(l.err)
			f.ID, f.Line = l.item.ID, l.number
			err = b.lines.Encode(f)
		} else if l.taught != nil {
			err = b.lines.Encode(l.taught)
		} else {
			err = b.lines.Encode(receiptJSON(receipt))
		}
		if err != nil {
			return err
		}
		b.progress.add(l.size)
	}
	return b.flush()
}

// A progress shows how far a bulk add has got, once it takes longer than people
// wait without feedback.
type progress struct {
	w     io.Writer
	size  int64 // bytes; -1 where it is not known
	every time.Duration
	line  string // format of a line: in a terminal each is written over the last
	next  time.Time
	shown bool
	bytes int64
	done  int // articles
}

const silentFor = time.Second

// progress returns a progress over size bytes, -1 where that is not known.
func (a *app) progress(size int64) *progress {
	p := &progress{w: a.stderr, size: size, every: 5 * time.Second /* a log file wants few lines */, line: "%s\n", next: time.Now().Add(silentFor)}
	if f, ok := a.stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.every, p.line = 100*time.Millisecond, "\r%s\x1b[K"
	}
	return p
}

func (p *progress) add(bytes int) {
	p.bytes += int64(bytes)
	p.done++
	if now := time.Now(); now.After(p.next) {
		p.next = now.Add(p.every)
		p.show()
	}
}

func (p *progress) show() {
	p.shown = true
	text := fmt.Sprintf("footnote: adding: %d articles, %.1f MB", p.done, float64(p.bytes)/1e6)
	if p.size > 0 {
		text += fmt.Sprintf(" of %.1f (%d %%)", float64(p.size)/1e6, min(100, 100*p.bytes/p.size))
	}
	fmt.Fprintf(p.w, p.line, text)
}

func (p *progress) finish() {
	if p.shown {
		p.show()
		if !strings.HasSuffix(p.line, "\n") {
			fmt.Fprintln(p.w)
		}
		p.shown = false
	}
}
