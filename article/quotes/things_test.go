package quotes_test

import "testing"

// Words in quotation marks that no one says are not quotations: signs, programs,
// titles, terms, code, measures.
func TestNoSpeech(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`Peter Hale is 6'2" tall and his brother is 5'11" in socks.`,
		`The program of Anna Reed prints "cannot open file: permission denied." when it starts.`,
		`The motto of the school is “Always a little further than before.”`,
		`The sign on the door read “No entry for unauthorised persons after dark.”`,
		`Peter Hale wrote a book called “What the Tide Leaves Behind in Winter”.`,
		`Her talk, “How we moved eleven databases in a single weekend”, was full.`,
		`The error "undefined is not a function in module loader" appears in the log.`,
		`Type “docker compose up --build” into the terminal, Peter Hale said.`,
		`The button “Save and continue to the next page” is blue.`,
		`When the disk is full, the program of Anna Reed and then the installer says "No space left on the device."`,
		`The compiler says "expected one of these tokens here" and stops.`,
		`Martha Vik calls this the “last mile of every long log”, and she likes it.`,
		`Das Schild lautet „Betreten der Baustelle bei Strafe verboten.“ und ist rot.`,
	} {
		if a := parseText(t, text); len(a.Quotes) > 0 {
			t.Errorf("of %q %q is speech", text, a.Quotes[0].Text)
		}
	}
}

// What is set off from the text, listed, posted or written in a letter has the
// speaker that is named before or after it.
func TestSetOff(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"a last line", "> The tide takes what it likes.\n>\n> Nora Quinn, harbour master\n\nThe end.", "“The tide takes what it likes.” — Nora Quinn (beside)"},
		{"the line behind", "Boats lie here.\n\n> The tide takes what it likes.\n\n— Nora Quinn, in a letter", "“The tide takes what it likes.” — Nora Quinn (beside)"},
		{"the sentence before", "Last year Nora Quinn wrote to all of us.\n\n> The tide takes what it likes.", "“The tide takes what it likes.” — Nora Quinn (carried)"},
		{"a list", "What people say:\n\n- “The tide takes what it likes.” (Nora Quinn)\n- “I saw it go.” — Peter Walsh", "“The tide takes what it likes.” — Nora Quinn (beside)\n“I saw it go.” — Peter Walsh (beside)"},
		{"a post", "> The tide is late today.\n> — Nora Quinn (@noraq) May 3, 2024", "“The tide is late today.” — Nora Quinn (beside)"},
		{"began talking", "Nora Quinn began talking to Peter Walsh. “The tide takes what it likes.” Walsh nodded.", "“The tide takes what it likes.” — Nora Quinn (carried)"},
		{"a letter", "# An open letter\n\nDear members of the board,\n\nThe pier is rotten, and we all know it.\n\nPlease mend it before May.\n\nYours sincerely,\n\nNora Quinn", "“The pier is rotten, and we all know it.” — Nora Quinn (section)\n“Please mend it before May.” — Nora Quinn (section)"},
	}
	for _, tt := range tests {
		a := parseText(t, tt.text)
		got := ""
		for _, q := range a.Quotes {
			checkParts(t, a, q)
			got += quoted(q) + "\n"
		}
		if got != tt.want+"\n" {
			t.Errorf("%s:\n got %swant %s", tt.name, got, tt.want)
		}
	}
}
