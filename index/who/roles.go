package who

import (
	"slices"
	"strings"

	"footnote/article"
	"footnote/index/analysis"
)

// maxRoles is the most roles stored of a person in one article.
const maxRoles = 6

// RolesOf returns what an article calls a person directly after their name:
// “Beth Carrow, a nurse,” or “Beth Carrow is a nurse at Tresk”. A role is the
// last word before a punctuation mark or a preposition, folded.
func RolesOf(p article.Person, passages []article.Passage) []string {
	var roles []string
	for _, m := range p.Mentions {
		if m.Passage >= len(passages) || m.Span.End > len(passages[m.Passage].Text) {
			continue
		}
		role := roleBehind(passages[m.Passage].Text[m.Span.End:])
		if role != "" && !slices.Contains(roles, role) {
			if roles = append(roles, role); len(roles) == maxRoles {
				break
			}
		}
	}
	return roles
}

// maxRole is how many words are searched for a role.
const maxRole = 8

var (
	beforeRole = analysis.NewSet(`a an the his her their its our my ein eine der die das`)
	behindRole = analysis.NewSet(`of for in at on from with to by who whose which that and or said says has had was is since until
		von für in im am bei mit aus und oder`)
	isRole = analysis.NewSet(`is was ist war`)
)

func roleBehind(text string) string {
	text = text[:min(len(text), 120)]
	rest, apposition := strings.CutPrefix(text, ", ")
	if !apposition {
		verb, behind, _ := strings.Cut(strings.TrimPrefix(text, " "), " ")
		if !isRole[verb] {
			return ""
		}
		rest = behind
	}
	role := ""
	for i, w := range strings.Fields(rest) {
		bare := strings.TrimRight(w, ",.;:!?—–)”\"")
		switch {
		case i == 0 && !beforeRole[strings.ToLower(bare)] || i == maxRole:
			return ""
		case i > 0 && behindRole[bare]:
			return role
		case i > 0:
			role = analysis.Fold(strings.ToLower(bare))
		}
		if bare != w {
			return role
		}
	}
	return role
}
