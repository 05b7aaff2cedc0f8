package plain

import (
	"encoding/json"
	"strings"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"

	"footnote/article/draft"
	"footnote/article/lang"
)

// maxFrontMatter is the most bytes of front matter that are parsed: it is
// usually a handful of lines, and YAML can expand.
const maxFrontMatter = 16 << 10

// HasFrontMatter reports whether a text begins with the settings of a site
// generator, between delimiters that occur nowhere else at the start of a text.
func HasFrontMatter(text string) bool {
	for _, opened := range []string{"---", "+++"} {
		if head, _, ok := fenced(text, opened); ok && keyLine.Get().MatchString(head) {
			return true
		}
	}
	return false
}

// cutFrontMatter returns the properties in the head of a text, and the text
// without that head. Damaged front matter is read line by line.
func cutFrontMatter(source string) (draft.Fields, string) {
	source = strings.TrimPrefix(source, "\ufeff")
	for _, cut := range []func(string) (draft.Fields, string, bool){cutYAML, cutTOML, cutJSON, cutFenceTOML, cutPandoc, cutMultiMarkdown} {
		if fields, rest, ok := cut(source); ok {
			return fields, rest
		}
	}
	return nil, source
}

// fenced returns the text between two lines that equal mark, if the first of
// them is the first line, and the text after the second. In YAML, three dots
// may end it too.
func fenced(text, mark string) (head, rest string, ok bool) {
	text = strings.TrimPrefix(text, "\ufeff")
	first, inner, found := strings.Cut(text, "\n")
	if !found || strings.TrimRight(first, " \t\r") != mark {
		return "", "", false
	}
	for at := 0; at < len(inner) && at < maxFrontMatter; {
		line, _, _ := strings.Cut(inner[at:], "\n")
		next := min(len(inner), at+len(line)+1)
		if line = strings.TrimRight(line, " \t\r"); line == mark || line == "..." && mark == "---" {
			return inner[:at], inner[next:], true
		}
		at = next
	}
	return "", "", false
}

// keyLine matches a field of YAML, TOML or MultiMarkdown at the beginning of
// a head, past its comments.
var keyLine = lang.NewPattern(`^(?:[ \t]*(?:#[^\n]*)?\r?\n)*["']?[A-Za-z_][\w.-]*["']?[ \t]*[:=]`)

func cutYAML(source string) (draft.Fields, string, bool) {
	head, rest, ok := fenced(source, "---")
	if !ok || strings.TrimSpace(head) != "" && !keyLine.Get().MatchString(head) {
		return nil, "", false
	}
	var fields map[string]any
	if grows := strings.ContainsAny(head, "&*") && strings.Contains(head, ": *"); grows || yaml.Unmarshal([]byte(head), &fields) != nil {
		fields = linesOf(head)
	}
	return fields, rest, true
}

func cutTOML(source string) (draft.Fields, string, bool) {
	head, rest, ok := fenced(source, "+++")
	if !ok {
		return nil, "", false
	}
	return decodeTOML(head), rest, true
}

// cutFenceTOML reads a head that is a block of code, as in security advisories.
func cutFenceTOML(source string) (draft.Fields, string, bool) {
	inner, ok := strings.CutPrefix(source, "```toml\n")
	if !ok {
		return nil, "", false
	}
	head, rest, ok := strings.Cut(inner, "\n```")
	if !ok || len(head) > maxFrontMatter {
		return nil, "", false
	}
	return decodeTOML(head), rest, true
}

// decodeTOML returns the fields of TOML, or reads it line by line if it is
// damaged.
func decodeTOML(head string) draft.Fields {
	var fields draft.Fields
	if _, err := toml.Decode(head, &fields); err != nil {
		return linesOf(head)
	}
	return fields
}

// cutJSON reads a head that is a JSON object, alone or in a comment.
func cutJSON(source string) (draft.Fields, string, bool) {
	inner := strings.TrimSpace(source[:min(len(source), maxFrontMatter)])
	comment := strings.HasPrefix(inner, "<!--")
	inner = strings.TrimSpace(strings.TrimPrefix(inner, "<!--"))
	if !strings.HasPrefix(inner, "{") {
		return nil, "", false
	}
	var fields draft.Fields
	d := json.NewDecoder(strings.NewReader(inner))
	if d.Decode(&fields) != nil {
		return nil, "", false
	}
	rest := source[strings.Index(source, inner[:1])+int(d.InputOffset()):]
	if comment {
		_, rest, comment = strings.Cut(rest, "-->")
		return fields, rest, comment
	}
	return fields, rest, strings.HasPrefix(strings.TrimLeft(rest, " \t\r"), "\n")
}

// cutPandoc reads title, authors and date in pandoc's format: lines after “%”.
// A field may have more than one line.
func cutPandoc(source string) (draft.Fields, string, bool) {
	if !strings.HasPrefix(source, "% ") {
		return nil, "", false
	}
	var values []string
	rest := source
	for rest != "" && len(values) <= 3 {
		line, after, _ := strings.Cut(rest, "\n")
		switch {
		case strings.HasPrefix(line, "%"):
			values = append(values, strings.TrimSpace(line[1:]))
		case strings.HasPrefix(line, " ") && strings.TrimSpace(line) != "":
			joint := " "
			if len(values) == 2 {
				joint = "; "
			}
			values[len(values)-1] += joint + strings.TrimSpace(line)
		default:
			return pandocFields(values), rest, len(values) <= 3 && strings.TrimSpace(line) == ""
		}
		rest = after
	}
	return nil, "", false
}

func pandocFields(values []string) draft.Fields {
	fields := draft.Fields{}
	for i, name := range []string{"title", "author", "date"}[:min(len(values), 3)] {
		fields[name] = values[i]
	}
	return fields
}

// headFields begin the head of a text in MultiMarkdown and its kin.
var headFields = lang.NewPattern(`(?i)^(?:title|authors?|date|subtitle|slug|summary|tags|category|layout|language)[ \t]*:[ \t]*\S`)

// cutMultiMarkdown reads fields without delimiters: “Title: Tides”, up to the
// first empty line. Nikola puts dots before them, inside a comment.
func cutMultiMarkdown(source string) (draft.Fields, string, bool) {
	head, rest, ok := strings.Cut(source, "\n\n")
	if inner, isComment := strings.CutPrefix(strings.TrimSpace(head), "<!--"); isComment && strings.Contains(inner, ".. title:") {
		head = strings.ReplaceAll(strings.TrimSuffix(strings.TrimSpace(inner), "-->"), ".. ", "")
	}
	head = strings.TrimSpace(head)
	if !ok || len(head) > maxFrontMatter || !headFields.Get().MatchString(head) {
		return nil, "", false
	}
	fields := linesOf(head)
	named := 0
	for name := range fields {
		if strings.EqualFold(name, "title") || strings.EqualFold(name, "author") || strings.EqualFold(name, "date") {
			named++
		}
	}
	for line := range strings.SplitSeq(head, "\n") {
		if !keyLine.Get().MatchString(line) && strings.TrimLeft(line, " \t") == line {
			return nil, "", false
		}
	}
	return fields, rest, named > 0
}

// linesOf reads one field a line, “name: value” or “name = value”, of a head
// that is not valid YAML or TOML. Indented lines continue the one before.
func linesOf(head string) draft.Fields {
	fields := draft.Fields{}
	name := ""
	for line := range strings.SplitSeq(head, "\n") {
		line = strings.TrimRight(line, " \t\r")
		if trimmed := strings.TrimLeft(line, " \t"); trimmed != line || !keyLine.Get().MatchString(line) {
			if before, ok := fields[name].(string); ok && trimmed != "" && !strings.HasPrefix(trimmed, "- ") {
				fields[name] = strings.TrimSpace(before + " " + trimmed)
			}
			continue
		}
		at := strings.IndexAny(line, ":=")
		name = strings.Trim(line[:at], " \t\"'")
		fields[name] = strings.Trim(strings.TrimSpace(line[at+1:]), `"'`)
	}
	return fields
}
