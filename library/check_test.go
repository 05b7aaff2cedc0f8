package library_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

const harbour = `Nora Quinn has kept the harbour of Dunmore for thirty years. “The tide takes what it likes. It took 41 boats in one night,” said Quinn, the harbour master.

“I don’t count the boats,” she said, “I count the people — all of them.” Nobody in the village thinks otherwise.

Ivo Marsh builds boats. Marsh said: “Is there anybody who was asked? The US Navy wasn’t.”

“No. They asked. It rose again. People ask it ‘what do you like, tide?’ and it says nothing,” said Ada Wren.

The pier is 212 metres long, and oak throughout. Its wall has “the sea pays no wages to anybody” in white paint.`

// seen writes a check as a line: the verdict, and the words with [what the
// claim lacks] and {what it has instead}.
func seen(c library.Check) string {
	if c.Result == nil {
		return string(c.Verdict)
	}
	words := c.Words()
	var b strings.Builder
	for i := range len(words) + 1 {
		for _, l := range c.Missing {
			if l.End == i {
				b.WriteString("]")
			}
		}
		for _, s := range c.Replaced {
			if s.At == i {
				fmt.Fprintf(&b, "{%s}", s.Words)
			}
		}
		for _, l := range c.Missing {
			if l.Start == i {
				b.WriteString("[")
			}
		}
		if i < len(words) && i >= c.Span.Start && i < c.Span.End {
			b.WriteByte(words[i])
		}
	}
	return fmt.Sprintf("%s (%s): %s", c.Verdict, c.Speaker(), &b)
}

func TestCheck(t *testing.T) {
	s := newShelf(t, 1)
	lib := s.library("harbour")
	s.add(lib, "harbour", harbour)
	tests := []struct{ name, text, want string }{
		{"word for word", "The tide takes what it likes.", "exact (Nora Quinn): The tide takes what it likes."},
		{"all of it", "The tide takes what it likes. It took 41 boats in one night.", "exact (Nora Quinn): The tide takes what it likes. It took 41 boats in one night"},
		{"small letters and no full stop", "the tide takes what it likes", "exact (Nora Quinn): The tide takes what it likes."},
		{"capitals", "THE TIDE TAKES WHAT IT LIKES", "exact (Nora Quinn): The tide takes what it likes."},
		{"straight marks, two blanks, Markdown", "\"The *tide*  takes what it likes.\"", "exact (Nora Quinn): The tide takes what it likes."},
		{"dashes and apostrophes", "I don't count the boats, I count the people -- all of them.", "exact (Nora Quinn): I don’t count the boats, I count the people — all of them."},
		{"don't without its apostrophe", "I dont count the boats, I count the people — all of them.", "exact (Nora Quinn): I don’t count the boats, I count the people — all of them."},
		{"without the comma before the speaker", "I don't count the boats I count the people — all of them", "exact (Nora Quinn): I don’t count the boats, I count the people — all of them."},
		{"one of two parts", "I count the people — all of them", "exact (Nora Quinn): I count the people — all of them."},
		{"by her", `"The tide takes what it likes," said Nora Quinn.`, "exact (Nora Quinn): The tide takes what it likes."},
		{"by her surname", `quinn: "the tide takes what it likes"`, "exact (Nora Quinn): The tide takes what it likes."},
		{"by her, without marks", `The tide takes what it likes. — Nora Quinn`, "exact (Nora Quinn): The tide takes what it likes."},
		{"by her, without marks, behind a verb", `did quinn really say that the tide takes what it likes`, "exact (Nora Quinn): The tide takes what it likes."},
		{"as the article has it", `“The tide takes what it likes. It took 41 boats in one night,” said Quinn, the harbour master.`, "exact (Nora Quinn): The tide takes what it likes. It took 41 boats in one night"},
		{"of the article itself", "The pier is 212 metres long, and oak throughout.", "exact (): The pier is 212 metres long, and oak throughout."},
		{"in marks, by nobody", "The sea pays no wages to anybody", "exact (): Its wall has “the sea pays no wages to anybody” in white paint."},

		{"a word changed", "The tide leaves what it likes.", "nearly (Nora Quinn): The tide {leaves}[takes] what it likes."},
		{"a word dropped", "The tide takes it likes.", "nearly (Nora Quinn): The tide takes [what] it likes."},
		{"the first word dropped", "Tide takes what it likes.", "nearly (Nora Quinn): [The] tide takes what it likes."},
		{"the last word dropped", "The tide takes what it", "nearly (Nora Quinn): The tide takes what it [likes]."},
		{"a word inserted", "The tide never takes what it likes.", "nearly (Nora Quinn): The tide {never}takes what it likes."},
		{"a word at the end", "The tide takes what it likes sometimes.", "nearly (Nora Quinn): The tide takes what it likes{sometimes}."},
		{"a number", "It took 14 boats in one night", "nearly (Nora Quinn): It took {14}[41] boats in one night"},
		{"negated", "I do count the boats, I count the people — all of them.", "nearly (Nora Quinn): I {do}[don’t] count the boats, I count the people — all of them."},
		{"shortened", "I count … all of them.", "exact (Nora Quinn): I count [the people —] all of them."},
		{"a question told", "There is anybody who was asked.", "nearly (Ivo Marsh): [Is] there {is}anybody who was asked[?]"},
		{"its question mark left off", "Is there anybody who was asked.", "nearly (Ivo Marsh): Is there anybody who was asked[?]"},
		{"capitals that tell", "the us navy wasn't", "nearly (Ivo Marsh): The {us}[US] Navy wasn’t."},
		{"accents", "The tìde takes what it likes.", "nearly (Nora Quinn): The {tìde}[tide] takes what it likes."},
		{"out of a sentence", "takes what it likes", "nearly (Nora Quinn): [The tide] takes what it likes."},

		{"of another", `Marsh: "The tide takes what it likes."`, "other (Nora Quinn): The tide takes what it likes."},
		{"of another, and changed", `"The tide leaves what it likes." — Ivo Marsh`, "other (Nora Quinn): The tide {leaves}[takes] what it likes."},
		{"of somebody unknown", `Jane Quinn: "The tide takes what it likes."`, "other (Nora Quinn): The tide takes what it likes."},
		{"of nobody", `Marsh: "The sea pays no wages to anybody."`, "unnamed (): Its wall has “the sea pays no wages to anybody” in white paint."},

		{"changed around a quotation in it", "People ask it ‘what do you like, tide?’ and it sings nothing", "nearly (Ada Wren): People ask it ‘what do you like, tide?’ and it {sings}[says] nothing"},
		{"a word dropped before a quotation in it", "ask it ‘what do you like, tide?’", "nearly (Ada Wren): [People] ask it ‘what do you like, tide?’ [and it says nothing]"},
		{"a short sentence left off", "They asked. It rose again.", "nearly (Ada Wren): [No]. They asked. It rose again."},
		{"the same words in another order", "What it likes, the tide takes.", "absent"},
		{"half of its words", "The tide gives what nobody wants.", "absent"},
		{"not there", "Zebras dance on the moon at night.", "absent"},
		{"no words", "“…” ?!", "absent"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checks, err := lib.Check(t.Context(), tt.text)
			if err != nil || len(checks) != 1 {
				t.Fatalf("Check(%q): %d checks, %v", tt.text, len(checks), err)
			}
			if got := seen(checks[0]); got != tt.want {
				t.Errorf("Check(%q)\n is %s\nnot %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestCheckSpeakers(t *testing.T) {
	s := newShelf(t, 1)
	lib := s.library("names")
	s.add(lib, "a", "William Ashdown mends clocks. “A clock is patient with us,” Ashdown said to the council.")
	s.add(lib, "b", "Marie Le Brun swims every day. “Cold water asks no questions,” Le Brun said at the pier.")
	s.add(lib, "c", "Ruth Holloway bakes. “Bread forgives a late riser,” said Ruth Holloway. Peter Holloway, her brother, said: “Bread forgives nobody at all.”")
	s.add(lib, "d", "Rio Tilton, of Exeter, came early. “The fair is colder than the sea,” Tilton said.")
	s.add(lib, "e", "Wren Leeds and Perch Leeds sat by the aisle. “Everybody could see it from there,” Leeds told the paper.")
	s.add(lib, "f", "Professor Lena Adler and Professor Otto Brandt spoke about rust. “The crane will fall within ten years,” said the professor. “Nobody paid for the paint,” the mayor said.")
	s.add(lib, "g", "Die Sitzung dauerte lange. „Der Kran steht noch in hundert Jahren“, sagte der Bürgermeister.")
	s.add(lib, "h", "Professor Ina Holt measured the bell. “The bell is cracked on the inside,” said the professor.")
	tests := []struct {
		text string
		want library.Verdict
	}{
		{"Lena Adler: “The crane will fall within ten years”", library.Unnamed},
		{"Lena Adler: “The crane will stand within ten years”", library.Nearly},
		{"the professor: “The crane will fall within ten years”", library.Exact},
		{"the mayor: “The crane will fall within ten years”", library.Other},
		{"Jill Moss: “Nobody paid for the paint”", library.Unnamed},
		{"Anna Moss: „Der Kran steht noch in hundert Jahren“", library.Unnamed},
		{"Ina Holt: “The bell is cracked on the inside”", library.Exact},
		{"Jill Moss: “The bell is cracked on the inside”", library.Other},
		{"Rio Tilton: “The fair is colder than the sea”", library.Exact},
		{"Mia Tilton: “The fair is colder than the sea”", library.Unnamed},
		{"Wren Leeds: “Everybody could see it from there”", library.Unnamed},
		{"Leeds: “Everybody could see it from there”", library.Exact},
		{"Bill Ashdown: “A clock is patient with us”", library.Exact},
		{"Ashdwon: “A clock is patient with us”", library.Exact},
		{"Mr. Ashdown: “A clock is patient with us”", library.Exact},
		{"LeBrun: “Cold water asks no questions”", library.Exact},
		{"marie le brun: “Cold water asks no questions”", library.Exact},
		{"Holloway: “Bread forgives a late riser”", library.Exact},
		{"Ruth Holloway: “Bread forgives a late riser”", library.Exact},
		{"Peter Holloway: “Bread forgives a late riser”", library.Other},
		{"Ruth Holloway: “Bread forgives nobody at all.”", library.Other},
		{"John Ashdown: “A clock is patient with us”", library.Other},
		{"A friend of Ashdown: “A clock is patient with us”", library.Other},
	}
	for _, tt := range tests {
		checks, err := lib.Check(t.Context(), tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := library.Worst(checks); got != tt.want {
			t.Errorf("Check(%q) is %s, want %s", tt.text, got, tt.want)
		}
	}
}

func TestCheckMessage(t *testing.T) {
	s := newShelf(t, 1)
	lib := s.library("harbour")
	s.add(lib, "harbour", harbour)
	tests := []struct {
		text string
		want string
	}{
		{"the tide takes what it likes", ""},
		{"I read that Quinn said “the tide takes what it likes”, and Marsh said “the sea is full of fish”.", "exact absent"},
		{"> The tide takes what it likes.\n— Ivo Marsh\n\nReally?", "other"},
		{strings.Repeat("“The tide takes what it likes.” ", 9), "exact exact exact exact exact"},
	}
	for _, tt := range tests {
		checks, err := lib.CheckMessage(t.Context(), tt.text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range checks {
			got = append(got, string(c.Verdict))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("CheckMessage(%q) is %v, want %s", tt.text, got, tt.want)
		}
	}
}

func TestCheckLimits(t *testing.T) {
	lib := newShelf(t, 1).library("empty")
	if checks, err := lib.Check(t.Context(), "Anything at all?"); err != nil || library.Worst(checks) != library.Absent {
		t.Errorf("in an empty library: %v, %v", checks, err)
	}
	if _, err := lib.Check(t.Context(), strings.Repeat("é", library.MaxClaim)); err != nil {
		t.Errorf("the longest claim: %v", err)
	}
	if _, err := lib.Check(t.Context(), strings.Repeat("é", library.MaxClaim+1)); !errors.Is(err, library.ErrClaimTooLong) {
		t.Errorf("a longer claim: %v, want ErrClaimTooLong", err)
	}
	if checks, err := lib.Check(t.Context(), strings.Repeat("“It is so.” ", 5)); err != nil || len(checks) != 5 {
		t.Errorf("five claims: %d, %v", len(checks), err)
	}
	if _, err := lib.Check(t.Context(), strings.Repeat("“It is so.” ", 6)); !errors.Is(err, library.ErrClaimTooLong) {
		t.Errorf("six claims: %v, want ErrClaimTooLong", err)
	}
}

// What is called exact has the same letters and digits as the words that are
// shown, and all spans lie in these.
func FuzzCheck(f *testing.F) {
	s := &shelf{dir: f.TempDir()}
	st, err := store.Open(f.Context(), filepath.Join(s.dir, "footnote.db"))
	if err != nil {
		f.Fatal(err)
	}
	libs := library.New(library.Config{Store: st, IndexDir: filepath.Join(s.dir, "index")})
	f.Cleanup(func() { libs.Close(); st.Close() })
	lib, err := libs.Library("harbour")
	if err != nil {
		f.Fatal(err)
	}
	if _, err := lib.AddOne(f.Context(), "tester", library.Item{ID: "a", Anyway: true, Source: article.Source{Name: "a.txt", Body: []byte(harbour)}}); err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{"The tide takes what it likes.", "I count … all of them", "“The pier is 212 metres long", "Marsh: “there, anybody who”", "the us navy wasn't\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checks, err := lib.Check(t.Context(), text)
		if errors.Is(err, library.ErrClaimTooLong) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checks {
			words := c.Words()
			if c.Span.End > len(words) {
				t.Errorf("Check(%q): span %v of %q", text, c.Span, words)
			}
			for _, l := range c.Missing {
				if l.Start >= l.End || l.End > len(words) {
					t.Errorf("Check(%q): lacking %v of %q", text, l, words)
				}
			}
			for _, s := range c.Replaced {
				if s.At < 0 || s.At > len(words) || !strings.Contains(c.Claim.Words, s.Words) {
					t.Errorf("Check(%q): struck %v of %q", text, s, words)
				}
			}
			if c.Verdict == library.Exact && c.Cut { // what it leaves out is marked
				if !inOrder(letters(words), letters(elisions.ReplaceAllString(c.Claim.Words, ""))) {
					t.Errorf("Check(%q) calls %q exact and cut: %q", text, c.Claim.Words, words)
				}
				continue
			}
			if c.Verdict == library.Exact && !strings.Contains(letters(words), letters(c.Claim.Words)) {
				t.Errorf("Check(%q) calls %q exact: %q", text, c.Claim.Words, words)
			}
		}
	})
}

var elisions = regexp.MustCompile(`\[[^\]]*\]`)

// inOrder reports whether the letters of part are among those of all, in order.
func inOrder(all, part string) bool {
	for _, r := range part {
		at := strings.IndexRune(all, r)
		if at < 0 {
			return false
		}
		all = all[at:]
	}
	return true
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(s))
}

// Words that an article denies are reported as denied, and are not a quotation
// of any speaker.
func TestCheckDenied(t *testing.T) {
	s := newShelf(t, 1)
	lib := s.library("harbour")
	s.add(lib, "harbour", harbour+"\n\nIvo Marsh never said “the gulls will eat us all one day.”\n\nA picture has Ada Wren saying: “Every gull should have a boat.” The quotation is made up.")
	for _, tt := range []struct{ text, want, denial string }{
		{"Ivo Marsh: “The gulls will eat us all one day.”", "denied", "Ivo Marsh never said “the gulls will eat us all one day.”"},
		{"the gulls will eat us all one day", "denied", "Ivo Marsh never said “the gulls will eat us all one day.”"},
		{"Nora Quinn: “The gulls will eat us all some day.”", "denied", "Ivo Marsh never said “the gulls will eat us all one day.”"},
		{"Ada Wren: “Every gull should have a boat.”", "denied", "The quotation is made up."},
		{"Nora Quinn: “The tide takes what it likes.”", "exact", ""},
	} {
		checks, err := lib.Check(t.Context(), tt.text)
		if err != nil || len(checks) != 1 {
			t.Fatalf("Check(%q): %d checks, %v", tt.text, len(checks), err)
		}
		if string(checks[0].Verdict) != tt.want || checks[0].DeniedBy() != tt.denial {
			t.Errorf("Check(%q) is %s by %q, not %s by %q", tt.text, checks[0].Verdict, checks[0].DeniedBy(), tt.want, tt.denial)
		}
	}
	answer, err := lib.Answer(t.Context(), index.Query{Kind: index.Quotes, Speaker: "Ivo Marsh", Limit: 9})
	if err != nil || len(answer.Results) != 1 {
		t.Errorf("%d quotations of somebody who said one thing, %v", len(answer.Results), err)
	}
}
