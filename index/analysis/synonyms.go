package analysis

import (
	"strings"
	"sync"
)

// synonyms gives, for English stems, the stems of words that a question and its
// answer often use for each other. A word may be in several groups.
var synonyms = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for group := range strings.SplitSeq(`begin start commence launch open|end finish conclude cease close|make create build construct produce
		design develop|found establish form create start|invent inventor devise discover create|locate situate lie place
		headquarters base|name call know title nickname term refer|big large great huge biggest|small little tiny minor|
		important major significant key main chief|film movie picture|win victory winner champion defeat beat|
		lose defeat loss|kill murder die assassinate execute|author writer write|job work occupation profession career employ|
		money fund cost price pay worth value|buy purchase acquire acquisition|sell sale|earn salary income wage revenue profit|
		child son daughter|wife husband marry spouse|parent father mother|birth born|house home residence live reside|
		live inhabitant resident population people|country nation state|city town capital|area region territory district zone|
		leader head chief ruler president director|king monarch emperor queen|war conflict battle|army troop soldier force military|
		fight battle combat|attack assault raid invade|law legislation act statute|court judge justice|ban forbid prohibit outlaw|
		allow permit let enable|require need must demand|help assist aid support|cause lead result reason due because|
		increase grow rise growth|decrease decline fall drop reduce reduction|use utilize employ apply|show display demonstrate|
		believe think consider view claim|say state claim argue tell|ask request demand|choose select pick elect|teach teacher
		education instructor professor|student pupil undergraduate|school college university academy|illness disease sick|
		doctor physician|drug medicine medication|car automobile vehicle|ship boat vessel|airplane plane aircraft|road street highway|
		river stream|ocean sea|forest wood jungle|animal creature species|plant tree|food eat diet|religion faith church|
		god deity|begin origin originate source|old ancient age|new modern recent|fast quick rapid speed|amount number quantity total|
		part portion section component|group team organization association|company firm corporation business|
		member participant belong|type kind form sort|common frequent popular|different differ distinct|similar like same equal|
		join connect link unite|separate divide split|contain include comprise consist|change alter modify transform convert|
		remove eliminate abolish delete|replace substitute successor succeed|oppose against opponent resist|agree accept treaty|
		damage destroy harm|protect defend guard|happen occur event|travel journey trip|arrive come reach|leave depart exit|
		move migrate relocate|send deliver transmit|give grant donate award|receive get obtain gain|prize award medal honor|
		famous notable renowned|picture image photo|music song|game match|year annual|month monthly|day daily|century hundred|
		two second 2 twice double|three third 3 triple|four fourth 4|five fifth 5|six sixth 6|seven seventh 7|eight eighth 8|
		nine ninth 9|ten tenth 10|one first 1|percent percentage share|american united us america|england english british uk|
		kingdom uk|weak weakest low|strong powerful|hot heat warm temperature|cold cool|heavy weight mass|tall height high|
		dead death die|far distance away|early first initial|final last late`, "|") {
		words := strings.Fields(group)
		for i, w := range words {
			words[i] = Stem("en", w)
		}
		for _, w := range words {
			for _, other := range words {
				if other != w {
					m[w] = append(m[w], other)
				}
			}
		}
	}
	addPlainWords(m, "en")
	return m
})
