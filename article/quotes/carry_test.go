package quotes_test

import (
	"fmt"
	"strings"
	"testing"
)

// fillers are n paragraphs that name no one.
func fillers(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "The gate number %d of the harbour was painted red in that spring, and then it rained.\n\n", i+1)
	}
	return b.String()
}

// Each rule that carries a speaker on has a quotation that it names and the
// nearest one that it must not: a wrong name is worse than none.
func TestCarriedOver(t *testing.T) {
	t.Parallel()
	const first = "“Boats come and go here as they please,” said Nora Quinn.\n\n"
	const alone = "“The tide takes what it likes, and we let it have that.”"
	const main = first + "“It was like this when I came,” said Nora Quinn. Nora Quinn keeps the harbour. Quinn likes it.\n\n"
	tests := []struct {
		name, text string
		want       string // of the last quotation: its speaker and the grounds
	}{
		{"the paragraph before", first + alone, "Nora Quinn (carried)"},
		{"one paragraph between", first + fillers(1) + alone, "Nora Quinn (carried)"},
		{"two paragraphs between", first + fillers(2) + alone, "Nora Quinn (carried)"},
		{"three paragraphs between", first + fillers(3) + alone, " (none)"},
		{"ten paragraphs between", first + fillers(10) + alone, " (none)"},
		{"somebody else between", first + "Peter Walsh had come from the town by then.\n\n" + fillers(1) + alone, " (none)"},
		{"another section", first + "## The town\n\n" + alone, " (none)"},
		{"the only one who speaks", main + fillers(5) + "## The town\n\n" + alone, "Nora Quinn (section)"},
		{"not the only one who speaks", main + "“It rains here in every month,” said Peter Walsh.\n\n" + fillers(5) + "## The town\n\n" + alone, " (none)"},
		{"the only one, once", first + "Nora Quinn keeps the harbour. Nora Quinn likes it.\n\n" + fillers(5) + "## The town\n\n" + alone, " (none)"},
		{"two who are named as often", "Nora Quinn met Peter Walsh.\n\n" + main + "Peter Walsh came by boat. Peter Walsh left by boat. Walsh likes boats. Peter Walsh sold his.\n\n" + fillers(5) + "## The town\n\n" + alone, " (none)"},
		{"a colon above", fillers(1) + "Peter Walsh was blunt:\n\n" + alone, "Peter Walsh (carried)"},
		{"a colon further up", fillers(1) + "Peter Walsh was blunt:\n\n" + fillers(1) + alone, " (none)"},
		{"one is named before", fillers(1) + "Nora Quinn came to the gate in the evening.\n\n" + alone, "Nora Quinn (section)"},
		{"two are named before", fillers(1) + "Nora Quinn met Peter Walsh at the gate in the evening.\n\n" + alone, " (none)"},
		{"signed below", fillers(1) + alone + "\n\n— Nora Quinn", "Nora Quinn (beside)"},
		{"signed further below", fillers(1) + alone + "\n\n" + fillers(1) + "— Nora Quinn", " (none)"},
		{"signed by another", first + fillers(1) + "— Peter Walsh", "Nora Quinn (beside)"},
		{"reported", "Nora Quinn told reporters that Peter Walsh thinks “the tide takes what it likes and gives nothing back”.", "Nora Quinn (beside)"},
		{"an opinion", "Peter Walsh thinks “the tide takes what it likes and gives nothing back”.", "Peter Walsh (beside)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := parseText(t, tt.text)
			if len(a.Quotes) == 0 {
				t.Fatal("no quotation")
			}
			q := a.Quotes[len(a.Quotes)-1]
			checkParts(t, a, q)
			if got := q.Speaker + " (" + string(q.Grounds) + ")"; got != tt.want {
				t.Errorf("of %q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// A label must come twice to be a speaker of an interview.
func TestOneLabelIsNoInterview(t *testing.T) {
	t.Parallel()
	const once = "The harbour was closed for a day.\n\nNora Quinn: The tide takes what it likes, and we let it have that.\n\nIt rained."
	if a := parseText(t, once); len(a.Quotes) != 0 {
		t.Errorf("one label has %d quotations: %s", len(a.Quotes), quoted(a.Quotes[0]))
	}
}

// How many words in marks are speech, on each side of the limits.
func TestShortestQuotation(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"Nora Quinn said the boats were “very old ones” by then.":            0,
		"Nora Quinn said the boats were “rather very old ones” by then.":     1,
		"“Boats rot,” said Nora Quinn.":                                      1,
		"On the wall hangs “a map of old boats” in red.":                     0,
		"On the wall hangs “a map of the old and rotten boats here” in red.": 1,
	} {
		if a := parseText(t, text); len(a.Quotes) != want {
			t.Errorf("%q has %d quotations, want %d", text, len(a.Quotes), want)
		}
	}
}
