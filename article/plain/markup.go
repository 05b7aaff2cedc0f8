package plain

import (
	"strings"

	"footnote/article/draft"
	"footnote/article/lang"
)

// Site generators and wikis extend Markdown. Their extensions are converted to
// plain Markdown before the text is parsed: template tags, wiki links, boxes,
// anchors. Code is not changed.

// plainMarkup returns Markdown without the extensions of generators.
func plainMarkup(source string) string {
	var b, text strings.Builder
	flush := func() {
		b.WriteString(untagged(text.String()))
		text.Reset()
	}
	var f fence
	for i, line := range parted(unboxed(strings.Split(source, "\n"), 0)) {
		if i > 0 {
			text.WriteByte('\n')
		}
		if f.covers(line) {
			flush()
			b.WriteString(line)
			continue
		}
		text.WriteString(line)
	}
	flush()
	return loneNotes(b.String())
}

// A fence follows the lines of a text to know which are code: between two lines
// of marks, or indented after an empty line.
type fence struct {
	mark         string // of the block that is open
	item         bool   // the last line that is not indented is an item, and indented lines continue it
	blank, setIn bool   // the line before is empty, is code that is set in
}

// covers reports whether a line is code, or begins or ends it.
func (f *fence) covers(line string) bool {
	trimmed := strings.TrimLeft(line, " \t>")
	if f.mark != "" {
		if rest, ok := strings.CutPrefix(trimmed, f.mark); ok && strings.Trim(rest, f.mark[:1]+" \t\r") == "" {
			f.mark = ""
		}
		return true
	}
	indented := strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")
	f.setIn = indented && (f.setIn || f.blank) && !f.item
	if f.blank = strings.TrimSpace(line) == ""; !f.blank && !indented {
		f.item = draft.IsListItem(strings.TrimLeft(line, " ")) || definition.Get().MatchString(line)
	}
	for _, mark := range []string{"```", "~~~"} {
		if strings.HasPrefix(trimmed, mark) && !strings.Contains(strings.TrimLeft(trimmed, mark[:1]), mark[:1]) {
			f.mark = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, mark[:1]))]
			return true
		}
	}
	return f.setIn
}

// maxBoxes is the deepest nesting of boxes that is read.
const maxBoxes = 10

var (
	// indentedBox begins a box whose lines are set in: !!! note "Title".
	indentedBox = lang.NewPattern(`^(?:(?:!!!\+?|\?\?\?\+?)[ \t]*[A-Za-z_][\w \t-]*|===[+!]?)[ \t]*(?:"([^"]*)")?$`)
	// colonBox begins or ends a box between two lines: ::: tip Title.
	colonBox = lang.NewPattern(`^:::+[ \t]*(?:\{[^{}]*title="([^"]*)"[^{}]*\}|\{[^{}]*\}|[\w.-]*)(?:\[([^\[\]]*)\])?(?:\{[^{}]*\})?[ \t]*([^:]*?)[ \t]*:*$`)
	// alert begins a quotation that is a box: > [!NOTE] Title.
	alert = lang.NewPattern(`^([ \t]*(?:>[ \t]?)+)\[!\w+\][-+]?[ \t]*(.*)$`)
	// directiveFence is a box in the form of code: ```{note} Title.
	directiveFence = lang.NewPattern("^(`{3,}|~{3,})[ \t]*\\{(?:note|tip|hint|warning|caution|danger|important|attention|seealso|admonition|info|error|dropdown|callout)\\}[ \t]*(.*)$")
)

// unboxed returns lines without what begins and ends the boxes of a text:
// their titles and words stay, as paragraphs.
func unboxed(lines []string, depth int) []string {
	if depth > maxBoxes {
		return lines
	}
	var kept []string
	var f fence
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t\r")
		trimmed := strings.TrimLeft(line, " \t")
		margin := line[:len(line)-len(trimmed)]
		if m := directiveFence.Get().FindStringSubmatch(trimmed); m != nil && f.mark == "" {
			inner, n := upTo(lines[i+1:], m[1])
			kept = append(append(append(kept, margin+m[2], ""), unboxed(inner, depth+1)...), "")
			i += n
			continue
		}
		if f.covers(lines[i]) {
			kept = append(kept, lines[i])
			continue
		}
		switch {
		case indentedBox.Get().MatchString(trimmed):
			title := indentedBox.Get().FindStringSubmatch(trimmed)[1]
			inner, n := setIn(lines[i+1:], margin)
			kept = append(append(append(kept, "", margin+title, ""), unboxed(inner, depth+1)...), "")
			i += n
		case colonBox.Get().MatchString(trimmed):
			m := colonBox.Get().FindStringSubmatch(trimmed)
			kept = append(kept, "", margin+m[1]+m[2]+m[3], "")
		case alert.Get().MatchString(line):
			m := alert.Get().FindStringSubmatch(line)
			kept = append(kept, m[1]+m[2], strings.TrimRight(m[1], " \t"))
		default:
			kept = append(kept, lines[i])
		}
	}
	return kept
}

// upTo returns the lines before one that is mark alone, and how many there
// are with it.
func upTo(lines []string, mark string) (inner []string, n int) {
	for i, line := range lines {
		if strings.TrimSpace(line) == mark {
			return lines[:i], i + 1
		}
	}
	return lines, len(lines)
}

// setIn returns the first lines that are set in from margin or empty, moved
// out to it, and how many they are.
func setIn(lines []string, margin string) (inner []string, n int) {
	for _, line := range lines {
		rest, ok := strings.CutPrefix(line, margin+"    ")
		if !ok {
			rest, ok = strings.CutPrefix(line, margin+"\t")
		}
		if !ok && strings.TrimSpace(line) != "" {
			break
		}
		inner = append(inner, strings.TrimRight(margin+rest, " \t\r"))
	}
	return inner, len(inner)
}

// definition begins a line that defines a link or a note.
var definition = lang.NewPattern(`^ {0,3}\[[^\]\n]+\]:[ \t]*\S`)

// mdxLine is a line of program in MDX: an import, an export, a component that
// opens or closes. What it encloses is Markdown.
var mdxLine = lang.NewPattern(`^(?:import[ \t]+(?:[^'"\n]+[ \t]from[ \t]+)?['"][^'"\n]+['"];?|export[ \t]+(?:const|default|function|let)\b.*|[ \t]*</?[A-Z][\w.]*(?:[ \t]+[^<>]*)?/?>)[ \t]*$`)

// contentsLine matches a line in place of which a generator puts a table of
// contents.
var contentsLine = lang.NewPattern(`(?i)^\s*(?:\[toc\]|\[\[_?toc_?\]\]|\{:toc\}|\$\{toc\})\s*$`)

// parted returns lines with an empty one before each that defines something,
// as definitions right below a text are meant, and without those of programs.
func parted(lines []string) []string {
	var kept []string
	var f fence
	program := false // an export goes on to the next empty line
	for _, line := range lines {
		program = program && strings.TrimSpace(line) != ""
		switch {
		case f.covers(line):
		case contentsLine.Get().MatchString(line):
			if n := len(kept); n > 0 && strings.HasPrefix(line, "{:") { // an item in its place
				kept[n-1] = ""
			}
			line = ""
		case program || mdxLine.Get().MatchString(line):
			program = program || strings.HasPrefix(line, "export")
			line = ""
		case definition.Get().MatchString(line) && len(kept) > 0:
			kept = append(kept, "")
		}
		kept = append(kept, line)
	}
	return kept
}

var noteMark = lang.NewPattern(`\[\^([^\]\s]+)\](:?)`)

// loneNotes makes paragraphs of notes that nothing refers to, which would be
// left out.
func loneNotes(source string) string {
	if !strings.Contains(source, "[^") {
		return source
	}
	cited := map[string]bool{}
	for _, m := range noteMark.Get().FindAllStringSubmatch(source, -1) {
		if m[2] == "" {
			cited[m[1]] = true
		}
	}
	return noteMark.Get().ReplaceAllStringFunc(source, func(mark string) string {
		if name, isDefinition := strings.CutSuffix(mark, "]:"); isDefinition && !cited[name[2:]] {
			return ""
		}
		return mark
	})
}

// A tag is an instruction to a generator: it begins with open and ends with
// end, at the latest on a later line.
type tag struct {
	open, end string
	plain     func(inner string) string // what a reader sees in its place, nil for nothing
}

// tags are tried in this order.
var tags = []tag{
	{"{{% comment %}}", "{{% /comment %}}", nil},
	{"{% comment %}", "{% endcomment %}", nil},
	{"{::comment}", "{:/comment}", nil},
	{"{{<", ">}}", captionOf},
	{"{{%", "%}}", captionOf},
	{"{{", "}}", nil},
	{"{%", "%}", captionOf},
	{"{:", "}", nil},
	{"{/*", "*/}", nil},
	{"{#", "}", nil},
	{"{.", "}", nil},
	{"![[", "]]", nil},
	{"[[", "]]", wikiLink},
	{"[@", "]", nil},
	{"==", "==", strings.TrimSpace},
	{":material-", ":", nil},
	{":octicons-", ":", nil},
	{":fontawesome-", ":", nil},
}

// maxTagLength is the most bytes of a tag.
const maxTagLength = 1000

// untagged returns text without the tags of generators. Text between backticks
// is not changed.
func untagged(text string) string {
	var known []tag // that may be in text
	for _, t := range tags {
		if strings.Contains(text, t.open) && strings.Contains(text, t.end) {
			known = append(known, t)
		}
	}
	if len(known) == 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		switch c := text[i]; c {
		case '\\':
			n := min(2, len(text)-i)
			b.WriteString(text[i : i+n])
			i += n
		case '`':
			n := codeSpan(text[i:])
			b.WriteString(text[i : i+n])
			i += n
		case '{', '[', '=', ':', '!':
			plain, n := readTag(known, text[i:])
			if n == 0 {
				b.WriteByte(c)
				i++
				continue
			}
			b.WriteString(plain)
			i += n
		default:
			n := strings.IndexAny(text[i:], "\\`{[=:!")
			if n < 0 {
				n = len(text) - i
			}
			b.WriteString(text[i : i+n])
			i += n
		}
	}
	return b.String()
}

// codeSpan returns the length in bytes of the code that text begins with,
// including its backticks.
func codeSpan(text string) int {
	n := len(text) - len(strings.TrimLeft(text, "`"))
	paragraph, _, _ := strings.Cut(text[n:min(len(text), n+maxTagLength)], "\n\n")
	if end := strings.Index(paragraph, text[:n]); end >= 0 {
		return n + end + n
	}
	return n
}

// readTag returns what a reader sees in place of the tag that text begins
// with, and its length in bytes; 0 if it begins with none of tags.
func readTag(tags []tag, text string) (plain string, length int) {
	for _, t := range tags {
		inner, ok := strings.CutPrefix(text, t.open)
		if !ok {
			continue
		}
		end := strings.Index(inner[:min(len(inner), maxTagLength)], t.end)
		if end < 0 || !t.isTag(inner[:end], inner[end+len(t.end):]) {
			continue
		}
		if t.plain != nil {
			plain = t.plain(inner[:end])
		}
		return plain, len(t.open) + end + len(t.end)
	}
	return "", 0
}

// isTag reports whether a tag with some inner words, and others after it,
// really is one: it may be a note such as {#1}, or a link with brackets in its
// text.
func (t tag) isTag(inner, after string) bool {
	switch t.open {
	case "[[":
		return !strings.HasPrefix(after, "(") && !strings.ContainsAny(inner, "[]\n")
	case "![[", "{{", "{%":
		return !strings.Contains(inner, "\n\n")
	case "==":
		return inner != "" && strings.TrimSpace(inner) == inner && !strings.ContainsAny(inner, "=\n")
	case "{#", "{.", "{:":
		return inner != "" && !strings.ContainsAny(inner, "{\n")
	case "[@":
		return inner != "" && !strings.HasPrefix(after, "(") && !strings.HasPrefix(after, "[") && !strings.ContainsAny(inner, "[\n")
	case ":material-", ":octicons-", ":fontawesome-":
		return !strings.ContainsAny(inner, " \n")
	}
	return true
}

var caption = lang.NewPattern(`\bcaption[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"`)

var captionBreak = lang.NewPattern(`(?i)<br\s*/?>|</(?:strong|b|p|div|h[1-6])>`)

// captionOf returns the caption of a picture in a tag, as Markdown.
func captionOf(inner string) string {
	m := caption.Get().FindStringSubmatch(inner)
	if m == nil {
		return ""
	}
	text := strings.NewReplacer("[", "", "]", "", `\"`, `"`, "\n", " ").Replace(m[1])
	var lines []string // set apart by breaks, or by the end of what is bold
	for _, line := range captionBreak.Get().Split(text, -1) {
		if line = strings.TrimSpace(withoutTags(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return "![" + strings.Join(lines, "\\\n") + "](#)"
}

// wikiLink returns what a reader sees of a wiki's link: [[page|label]].
func wikiLink(inner string) string {
	if strings.HasPrefix(inner, "!") || strings.HasPrefix(inner, "_") || strings.EqualFold(inner, "toc") {
		return "" // for the wiki alone
	}
	page, label, labelled := strings.Cut(inner, "|")
	if labelled && strings.TrimSpace(label) != "" {
		return label
	}
	return strings.ReplaceAll(strings.TrimPrefix(page, "#"), "#", " > ")
}

// directive matches a property that a wiki's page states about itself.
var directive = lang.NewPattern(`\[\[!meta[ \t]+(\w+)="([^"\n]*)"[^\]\n]*\]\]`)

// directives returns the properties that a wiki's page states about itself.
func directives(source string) draft.Fields {
	fields := draft.Fields{}
	for _, m := range directive.Get().FindAllStringSubmatch(source, -1) {
		if fields[m[1]] == nil {
			fields[m[1]] = m[2]
		}
	}
	return fields
}
