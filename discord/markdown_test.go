package discord_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

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
		"[text](https://a.b)":         `\[text\](https\://a.b)`,
		"<@1> <#2> <:a:3> </who:4>":   `\<@1\> \<#2\> \<\:a:3\> \</who:4\>`,
		"@everyone or @here":          `\@everyone or \@here`,
		"see http://a.b/c_d":          `see http\://a.b/c\_d`,
		"mail ann@example.org":        "mail ann@example.org",
		"a :cat: at 12:30, 1:2":       `a \:cat: at 12:30, 1:2`,
		"x := a[i]; // ok":            `x := a\[i\]; // ok`,
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
		{"https://example.com/a", "https://example.com/b", "[example.com/a](https://example.com/b)"},
		{"https://", "https://example.com/b", "[example.com/b](https://example.com/b)"},
	}
	for _, tt := range tests {
		if got := discord.MaskedLink(tt.text, tt.address); got != tt.want {
			t.Errorf("%q to %q: %q, want %q", tt.text, tt.address, got, tt.want)
		}
	}
}

// live finds markup that is not escaped.
var live = regexp.MustCompile("(^|[^\\\\])(\\\\\\\\)*([*_~|`<>\\[\\]]|@everyone|@here|://|:[\\w+~-]+:)|(?m:^ *[#+-] )|(?m:^ *\\d+\\. )")

// escaped finds what Discord's markdown takes as an escape: a backslash before
// a character that is not a letter, digit or space.
var escaped = regexp.MustCompile(`\\([^0-9A-Za-z\s])`)

// FuzzEscape checks that nothing in an escaped text lives, and that what people
// see, and copy, is the text itself: only control characters are gone.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{
		"*a*", "\\*a", "@everyone", "@@here", "<@&1>", "https://a.b", "://", "a:b:c", "::a::", "1. a", "# a", "\r\n- a", "a\u2028# b", "\\\\*",
		"ann@example.org", "func f() { return x[1:2:3] } // `raw` \\n", "\u200b@everyone", "ftp://a.b/c_d", "日本:語:", "\\:\\/\\/", "\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := discord.Escape(s)
		if found := live.FindString(got); found != "" {
			t.Errorf("%q is escaped to %q, in which %q lives", s, got, found)
		}
		want := strings.Map(func(r rune) rune {
			if r == utf8.RuneError || r != '\t' && r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
		if shown := escaped.ReplaceAllString(got, "$1"); shown != want {
			t.Errorf("%q is escaped to %q, which shows %q, want %q", s, got, shown, want)
		}
	})
}

// FuzzMaskedLink checks that a link's text and address can't end it, and that
// no other address is in its text.
func FuzzMaskedLink(f *testing.F) {
	f.Add("A page", "https://example.com")
	f.Add("](https://evil.example)", "https://example.com/)(")
	f.Add("https://evil.example", "https://example.com/[x]")
	f.Add("HTTPS://", "http://[::1]/<a> b|c\\d*e`f")
	f.Fuzz(func(t *testing.T, text, address string) {
		got := discord.MaskedLink(text, address)
		safe, ok := discord.SafeURL(address)
		if !ok {
			if got != discord.Escape(text) {
				t.Errorf("without an address, %q becomes %q", text, got)
			}
			return
		}
		inside, linked := strings.CutSuffix(strings.TrimPrefix(got, "["), "]("+safe+")")
		if !linked || !strings.HasPrefix(got, "[") || strings.ContainsAny(safe, "()<> |\\*`\n") {
			t.Errorf("%q to %q becomes %q", text, address, got)
		}
		if found := live.FindString(inside); found != "" || strings.Contains(strings.ToLower(inside), "http\\://") {
			t.Errorf("in the text of %q lives %q", got, found)
		}
	})
}
