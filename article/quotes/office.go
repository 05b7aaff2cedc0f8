package quotes

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// maxOffice is the most words of an office or a trade: the harbour master.
const maxOffice = 3

// officer returns the person that an office means: “the professor said”, if the
// article names a single Professor Lena Adler. It is -1 if the words mean no
// one, or may mean two people.
func (f *quoteFinder) officer(described string) int {
	office := officeOf(described, f.german)
	if office == "" {
		return -1
	}
	if f.officers == nil {
		f.officers = map[string]int{}
	}
	if at, ok := f.officers[office]; ok {
		return at
	}
	f.officers[office] = f.findOfficer(office)
	return f.officers[office]
}

// IsOffice reports whether a speaker is called by no more than an office or a
// trade, in a text of the language: “the professor”.
func IsOffice(speaker, language string) bool { return officeOf(speaker, language == "de") != "" }

// officeOf returns the office in what a speaker is called, in lower case, "" if
// it is a name or something else.
func officeOf(described string, german bool) string {
	_, rest, _ := strings.Cut(described, " ")
	if !german && rest != strings.ToLower(rest) {
		return "" // the White House is not a person
	}
	words := strings.Fields(strings.ToLower(described))
	if len(words) < 2 || len(words) > maxOffice+1 || !definite.Has(words[0]) {
		return ""
	}
	if last := words[len(words)-1]; !lang.Roles.Has(last) && !lang.Honorifics.Has(last) && !lang.Offices.Has(last) && !trades.Has(last) {
		return "" // the campaign, the paper
	}
	return strings.Join(words[1:], " ")
}

// trades are words for people that are missing in roles, honorifics and
// offices.
var trades = lang.NewWordSet(`master keeper pilot sailor fisherman fisher farmer baker butcher smith carpenter builder plumber electrician driver
	nurse surgeon dentist vet priest vicar monk nun rabbi imam sheriff warden ranger guard librarian archivist curator
	shopkeeper landlord landlady innkeeper barber tailor gardener welder miner caretaker referee umpire translator
	professorin bürgermeister bürgermeisterin pfarrer pfarrerin ärztin arzt lehrer lehrerin trainer trainerin sprecher sprecherin
	maire curé professeur médecin alcalde alcaldesa profesor profesora médico obispo`)

var definite = lang.NewWordSet("the der die le la el")

func (f *quoteFinder) findOfficer(office string) int {
	found := -1
	for at, p := range f.roster.People {
		f.work++
		for _, m := range p.Mentions[:min(len(p.Mentions), 100)] {
			f.work += 5
			if !nextToOffice(f.article.Passages[m.Passage].Text, m.Span, office) {
				continue
			}
			if found >= 0 && found != at {
				return -1
			}
			found = at
			break
		}
	}
	return found
}

// nextToOffice reports whether an office is directly before a name, or after it
// and a comma: Professor Lena Adler; the mayor, Martin Brandt; Nora Quinn, the
// harbour master.
func nextToOffice(text string, name article.Span, office string) bool {
	before := strings.ToLower(text[max(0, name.Start-len(office)-4):name.Start])
	before = strings.TrimSuffix(strings.TrimRight(before, " "), ",")
	if rest, ok := strings.CutSuffix(before, office); ok && (rest == "" || strings.HasSuffix(rest, " ") || strings.HasSuffix(rest, "\n")) {
		return true
	}
	inside := strings.ToLower(name.Of(text))
	if strings.HasPrefix(inside, office+" ") {
		return true
	}
	after, ok := strings.CutPrefix(strings.ToLower(text[name.End:min(len(text), name.End+len(office)+8)]), ", ")
	for _, the := range []string{"the ", "a ", "an ", ""} {
		if rest, found := strings.CutPrefix(after, the+office); ok && found {
			return rest == "" || strings.ContainsAny(rest[:1], " ,.;:)")
		}
	}
	return false
}
