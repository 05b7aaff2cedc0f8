package plain_test

import (
	"strings"
	"testing"

	"footnote/article/plain"
)

const mill = "The mill by the weir grinds rye on three days of the week, and wheat on two.\n\nIt has done so for ninety years without a pause.\n"

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	const whole = "The mill|Ann Poe|2024-03-05"
	tests := []struct{ name, head, want string }{
		{"YAML", "---\ntitle: The mill\nauthor: Ann Poe\ndate: 2024-03-05\n---\n", whole},
		{"YAML, a value over two lines", "---\ntitle: \"The\n  mill\"\nauthor:\n  - name: Ann Poe\n    role: miller\npubDate: 2024-03-05T23:30:00-05:00\n---\n", whole},
		{"YAML, folded", "---\n# a comment\ntitle: >\n  The\n  mill\nauthors: [Ann Poe]\npublishDate: \"2024-03-05\"\n---\n", whole},
		{"YAML, a list closed at the margin", "---\ntags: [\n\"a\",\n\"b\"\n]\ntitle: The mill\nby: Ann Poe\ncreated_at: 5 March 2024\n---\n", whole},
		{"YAML that is none", "---\ntitle: The mill: a history\nauthor: Ann Poe\ndate: 2024-03-05\n---\n", "The mill: a history|Ann Poe|2024-03-05"},
		{"YAML that ends with dots", "---\r\nTitle: The mill\r\nAuthor: Ann Poe\r\nDate: 2024-03-05\r\n...\r\n", whole},
		{"mail address", "---\ntitle: The mill\nauthor: Ann Poe <ann@weir.example>\ndate: 2024-03-05\n---\n", whole},
		{"several", "---\ntitle: The mill\nauthor: Ann Poe; Sam Roe\ndate: 2024-03-05\n---\n", "The mill|Ann Poe, Sam Roe|2024-03-05"},
		{"TOML", "+++\ntitle = \"The mill\"\nauthors = [\"Ann Poe\"]\ndate = 2024-03-05T09:00:00Z\n+++\n", whole},
		{"TOML, tables and lines", "+++\ntitle = '''The\nmill'''\ndate = 2024-03-05\n[params]\nauthor = 'Ann Poe'\n+++\n", whole},
		{"TOML in Zola", "+++\ntitle = \"The \\\"old\\\" mill\"\ndate = 2024-03-05\n[taxonomies]\nauthors = [\"Ann Poe\"]\n+++\n", `The "old" mill|Ann Poe|2024-03-05`},
		{"TOML that is none", "+++\ntitle = \"The mill\"\nauthor = \"Ann Poe\"\ndate = 2024-03-05\nx = \n+++\n", whole},
		{"JSON", "{\n\"title\": \"The mill\",\n\"author\": {\"name\": \"Ann Poe\"},\n\"date\": \"2024-03-05\"\n}\n\n", whole},
		{"JSON in a comment", "<!--{\n\"Title\": \"The mill\", \"By\": \"Ann Poe\", \"Date\": \"2024-03-05\"\n}-->\n", whole},
		{"advisory", "```toml\n[advisory]\nid = \"WEIR-1\"\ndate = \"2024-03-05\"\n```\n\n# The mill\n\n", "The mill||2024-03-05"},
		{"pandoc", "% The\n  mill\n% Ann Poe\n% March 5, 2024\n\n", whole},
		{"pandoc, authors on lines", "% The mill\n% Ann Poe\n  Sam Roe\n\n", "The mill|Ann Poe, Sam Roe|"},
		{"MultiMarkdown", "Title: The\n    mill\nAuthor: Ann Poe\nDate: 2024-03-05\n\n", whole},
		{"Nikola", "<!--\n.. title: The mill\n.. slug: mill\n.. date: 2024-03-05 08:00:00 UTC\n.. author: Ann Poe\n-->\n\n", whole},
		{"wiki", "[[!meta title=\"The mill\"]]\n[[!meta author=\"Ann Poe\"]]\n[[!meta date=\"2024-03-05\"]]\n\n", whole},
	}
	for _, tt := range tests {
		doc := plain.ReadMarkdown(tt.head + mill)
		if got := doc.Title + "|" + doc.Author + "|" + doc.Published; got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
		if len(doc.Blocks) != 2 || !strings.HasPrefix(doc.Blocks[0].Text, "The mill by") {
			t.Errorf("%s: text is %+v", tt.name, doc.Blocks)
		}
	}
}

// Texts that only begin like front matter keep their words.
func TestNoFrontMatter(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"---\n\nA line stands above the first words of this text.\n\n---\n\nMore of it.\n", "A line stands above"},
		{"---\nA line without a blank one: and a colon.\n\n---\n\nMore.\n", "A line without"},
		{"Note: the mill is closed on Sundays, when nobody comes.\n\nMore of it.\n", "Note: the mill"},
		{"Date: nobody knows.\nThe mill is older than the books of the town.\n\nMore.\n", "Date: nobody knows"},
		{"% of the grain is lost.\n\nMore of it.\n", "of the grain is lost"},
		{"{curly} words begin this text.\n\nMore of it.\n", "{curly} words"},
		{"+++\n\nNothing closes this.\n", "+++"},
	}
	for _, tt := range tests {
		doc := plain.ReadMarkdown(tt.text)
		all := doc.Title
		for _, b := range doc.Blocks {
			all += "\n" + b.Text
		}
		if !strings.Contains(all, tt.want) {
			t.Errorf("%q is not in %q", tt.want, all)
		}
	}
}

func TestPlainMarkup(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"See {{< ref \"a.md\" >}}the *mill*{{% /ref %}}.", "See the mill."},
		{"A {{ page.title }} here{% if x %}, and there{% endif %}.", "A here, and there."},
		{"{{% comment %}} not\nthis {{% /comment %}}\nOnly this.", "Only this."},
		{"{{< figure src=\"a.png\"\n  caption=\"The wheel, *1900*\" >}}", "The wheel, 1900"},
		{"{{< figure caption=\"<b>Ann Poe</b> Miller<br>of the weir\" >}}", "Ann Poe\nMiller\nof the weir"},
		{"{% include img.html src=\"a.png\" caption=\"The wheel\" %}", "The wheel"},
		{"See [the mill]({{< ref \"a b.md\" >}}), or [the weir]({% post_url 2024-01-01-weir %}).", "See the mill, or the weir."},
		{"See [the mill](https://weir.example){:target=\"_blank\"}.", "See the mill."},
		{"See [[Mill#Wheel|the wheel]] and [[Weir]], ![[wheel.png]]not [[1]](#note).", "See the wheel and Weir, not [1]."},
		{"It costs `{{ price }}` or `[[a|b]]`.", "It costs {{ price }} or [[a|b]]."},
		{"```\n{{ price }}\n::: tip\n!!! note\n[[a|b]]\n```", "{{ price }}\n::: tip\n!!! note\n[[a|b]]\n"},
		{"Run:\n\n    {{ price }} [[a|b]]\n", "Run:|{{ price }} [[a|b]]\n"},
		{"- One\n\n    with {{ price }}words\n", "• One with words"},
		{"## Wheel {#wheel}\n\nIt turns.", "## Wheel|It turns."},
		{"## Wheel {/*wheel*/}\n\nIt turns.", "## Wheel|It turns."},
		{"::: tip Take care\nIt turns.\n:::\n\nAlways.", "Take care|It turns.|Always."},
		{":::note[Take care]\nIt turns.\n:::", "Take care|It turns."},
		{"::: {.callout-note title=\"Take care\"}\nIt turns.\n:::", "Take care|It turns."},
		{"!!! note \"Take care\"\n    It turns.\n\n    - one\n    - two\n\nAlways.", "Take care|It turns.|• one\n• two|Always."},
		{"??? note\n    It turns.\n", "It turns."},
		{"=== \"Rye\"\n\n    Three days.\n\n=== \"Wheat\"\n\n    Two days.\n", "Rye|Three days.|Wheat|Two days."},
		{"1. First\n\n    !!! tip\n        It turns.\n\n2. Second", "1. First It turns.\n2. Second"},
		{"> [!NOTE]\n> It turns.", "It turns."},
		{"> [!tip]- Take care\n> It turns.", "Take care\nIt turns."},
		{"```{note}\nIt turns.\n```", "It turns."},
		{"import Wheel from '../wheel';\nexport const a = {\n  b: 1,\n}\n\n<Wheel>\nIt *turns*.\n</Wheel>", "It turns."},
		{"It ground corn.[^a] And [rye][r].\n[^a]: Until 1911.\n[r]: https://weir.example/r \"Rye\"\n[^b]: Nobody cites this.", "It ground corn. And rye.|Nobody cites this.|1. Until 1911."},
		{"* TOC\n{:toc}\n\nIt turns.", "It turns."},
		{"[TOC]\n\nIt ==really== turns: a == b and c == d.", "It really turns: a == b and c == d."},
		{"Open :material-menu: and {curly} words {}.", "Open and {curly} words {}."},
		{"{: .no_toc }\nWhat {{ is never closed stays.", "What {{ is never closed stays."},
	}
	for _, tt := range tests {
		var got []string
		for _, b := range plain.ReadMarkdown("---\ntitle: x\n---\n" + tt.in).Blocks {
			text := b.Text
			if b.Kind != "code" {
				text = strings.Join(strings.Fields(strings.ReplaceAll(b.Text, "\n", " ⏎ ")), " ")
				text = strings.ReplaceAll(text, " ⏎ ", "\n")
			}
			if b.Level > 0 {
				text = strings.Repeat("#", b.Level) + " " + text
			}
			got = append(got, text)
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%q:\n got %q\nwant %q", tt.in, got, tt.want)
		}
	}
}
