package discord_test

import (
	"regexp"
	"strings"
	"testing"

	"footnote/discord"
)

func TestEscape(t *testing.T) {
	tests := map[string]string{
		"plain words, with commas.":   "plain words, with commas.",
		"*bold* _it_ ~~no~~ ||s||":    `\*bold\* \_it\_ \~\~no\~\~ \|\|s\|\|`,
		"`code`":                      "\\`code\\`",
		"# heading":                   `\# heading`,
		"- item\n- item":              "\\- item\n\\- item",
		"  + item":                    `  \+ item`,
		"12. item":                    `12\. item`,
		"in 12. place":                "in 12. place",
		"> quote":                     `\> quote`,
		"[text](https://a.b)":         "\\[text\\](https:\u200b//a.b)",
		"<@1> <#2> <:a:3> </who:4>":   `\<@` + "\u200b" + `1\> \<#2\> \<:a:3\> \</who:4\>`,
		"@everyone":                   "@\u200beveryone",
		"back\\slash":                 `back\\slash`,
		"left\u202eright\u0007\x00up": "leftrightup",
	}
	for text, want := range tests {
		if got := discord.Escape(text); got != want {
			t.Errorf("%q is escaped to %q, want %q", text, got, want)
		}
	}
}

func TestMaskedLink(t *testing.T) {
	tests := []struct{ text, address, want string }{
		{"A page", "https://example.com/a", "[A page](https://example.com/a)"},
		{"A [page]", "https://example.com/a_(b) c", `[A \[page\]](https://example.com/a_%28b%29%20c)`},
		{"A page", "javascript:alert(1)", "A page"},
		{"A page", "https://user:pass@example.com", "A page"},
		{"A page", "//example.com", "A page"},
		{"A page", "https://exa mple.com", "A page"},
	}
	for _, tt := range tests {
		if got := discord.MaskedLink(tt.text, tt.address); got != tt.want {
			t.Errorf("%q to %q: %q, want %q", tt.text, tt.address, got, tt.want)
		}
	}
}

// live finds markup that is not escaped.
var live = regexp.MustCompile("(^|[^\\\\])(\\\\\\\\)*[*_~|`<>\\[\\]]|@(everyone|here|\\d)|https?://|(?m:^ *[#+-] )|(?m:^ *\\d+\\. )")

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"*a*", "\\*a", "@everyone", "<@&1>", "https://a.b", "1. a", "# a", "\r\n- a", "a\u2028# b", "\\\\*"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := discord.Escape(s)
		if found := live.FindString(got); found != "" {
			t.Errorf("%q is escaped to %q, in which %q lives", s, got, found)
		}
		if strings.Count(got, "\n") > strings.Count(s, "\n") {
			t.Errorf("%q gained lines: %q", s, got)
		}
	})
}
