package lang_test

import (
	"strings"
	"testing"

	"footnote/article/lang"
)

func TestDatesIn(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The bridge opened on 12 March 1987 and closed in 2004.", "12 March 1987=1987-03-12 2004=2004"},
		{"On March 3rd, 2021 the tower fell.", "March 3rd, 2021=2021-03-03"},
		{"Work began in May 2019.", "May 2019=2019-05"},
		{"They may 2019 times regret it.", ""},
		{"Am 4. Juli 1998 sank die Fähre, im Jahr 2003 die nächste.", "4. Juli 1998=1998-07-04 2003=2003"},
		{"El 5 de abril de 2010 abrió el museo, que cerró en 2015.", "5 de abril de 2010=2010-04-05 2015=2015"},
		{"Depuis septembre 2008, le port est fermé.", "septembre 2008=2008-09"},
		{"2011年3月11日に地震が起きた。", "2011年3月11日=2011-03-11"},
		{"2014年に橋が開いた。", "2014年=2014"},
		{"The prize (1994) made her known.", "1994=1994"},
		{"It cost $2000 and weighed 1850 kilograms.", ""},
		{"In 2000 people came; in 2,019 cases they stayed.", ""},
		{"By 2000, nobody came.", "2000=2000"},
		{"From 1998–2003 it was a school.", "1998=1998"},
		{"The 1990s were quiet, and Room 1984 was empty.", ""},
		{"Version 2019-05-30 is the last.", "2019-05-30=2019-05-30"},
		{"31 February 2019 does not exist.", "February 2019=2019-02"},
		{"Third | John Smeaton | 1759 | 1500 tons", "1759=1759"},
		{"Nothing happened.", ""},
	} {
		var got []string
		for _, d := range lang.DatesIn(tt.text) {
			got = append(got, d.Span.Of(tt.text)+"="+d.Date)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("DatesIn(%q) = %q, want %q", tt.text, s, tt.want)
		}
	}
}

func FuzzDatesIn(f *testing.F) {
	f.Add("On 3 May 2019, in 2020 (2021) 2011年3月11日")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, d := range lang.DatesIn(text) {
			if d.Span.Start < end || d.Span.Of(text) == "" || len(d.Date) < 4 {
				t.Errorf("DatesIn(%q) has %+v", text, d)
			}
			end = d.Span.End
		}
	})
}
