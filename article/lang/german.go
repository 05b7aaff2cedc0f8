package lang

import "strings"

// germanRoles are words for people by what they do, as German compounds end:
// Bauleiter, SPD-Vorsitzende. Chosen by hand.
var germanRoles = strings.Fields(`sprecher chef leiter vorsitzender vorsitzende vorsitzenden minister präsident kanzler meister direktor trainer
	forscher wissenschaftler experte expertin experten beauftragter beauftragte beauftragten richter anwalt anwältin lehrer spieler sekretär schützer autor
	abgeordneter abgeordnete abgeordneten rätin biologe biologin psychologe psychologin soziologe soziologin geologe geologin historiker musiker politiker
	techniker informatiker physiker chemiker mathematiker kritiker gärtner kandidat moderator fotograf pfarrer bischof ärztin arzt händler bäuerin
	arbeiter gründer inhaber verteidiger verteidigerin stürmer torwart torhüter sänger schauspieler maler dichter schriftsteller journalist reporter
	redakteur professor kommissar ermittler zeuge zeugin architekt ingenieur designer entwickler programmierer betreiber besitzer manager unternehmer
	regisseur künstler bürgermeister botschafter dezernent dezernentin kapitän wirt wirtin bewohner nachbar mitarbeiter mitarbeiterin
	geschäftsführer vorstand chefin königin kollege kollegin tochter sohn mutter vater bruder schwester schüler student studentin`)

// IsGermanRole reports whether a word in lower case names a person by role in
// German, by itself or as the end of a compound.
func IsGermanRole(word string) bool {
	word = strings.TrimSuffix(word, "in")
	for _, role := range germanRoles {
		if strings.HasSuffix(word, strings.TrimSuffix(role, "in")) {
			return true
		}
	}
	return false
}
