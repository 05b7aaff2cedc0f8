package index

import (
	"strings"
	"testing"
)

// A query is read from its text and the languages of a library alone.
func TestParseQuery(t *testing.T) {
	tests := []struct{ name, languages, text, want string }{
		{"stop words are left out", "en", "who painted the door?", "en person painted=paint door"},
		{"stop words alone", "en", "to be or not to be", "en anything to×2 be×2 or not"},
		{"nothing", "en", "?!", "en anything"},
		{"kinds of words", "en", "did people see the Kettle in 1923", "en verdict people=person:generic kettle=kettl:name 1923:number"},
		{"a word at the start is no name", "en", "Kettle of the house", "en anything kettle=kettl house=hous"},
		{"a word twice", "en", "kettle or kettle", "en anything kettle=kettl×2"},
		{"words of one stem", "en", "paint the painted kettle", "en anything paint×2 kettle=kettl"},
		{"an acronym is no stop word", "en", "does it work in the US", "en verdict work us:name"},
		{"words for the kind of answer", "de", "welchen Namen hat der Kessel in diesen Ländern", "de thing namen=nam:generic kessel:name ländern=land:generic"},
		{"words for the kind of answer", "ru", "как называется чайник", "ru name называется=называ:generic чайник"},
		{"art is a kind in German alone", "en de", "art of the kettle", "en anything art kettle=kettl"},
		{"a name like a question word", "en", "is the kettle of the WHO on the fire", "en verdict kettle=kettl who:name fire"},
		{"a name like a question word", "en", "which kettle has Captain When", "en thing kettle=kettl? captain:name"},
		{"what is counted", "fr", "combien de bouilloires y a-t-il", "fr number bouilloires=bouilloir?"},
		{"no sum", "en", "which kettles are worth a look", "en thing kettles=kettl? worth look"},
		{"a sum at the end", "en", "what is the kettle worth", "en sum kettle=kettl worth"},
		{"a measure in a clause", "en", "which rule says how long the kettle boils", "en anything rule? says=say:generic long kettle=kettl boils=boil"},
		{"a letter that is a name", "en", "which kettle has gasket B", "en thing kettle=kettl? gasket b:generic"},
		{"a letter that begins a question", "es", "¿A qué se conecta la tetera?", "es anything conecta=conect tetera=teter"},
		{"an asker of names", "fr", "comment s'appelle la bouilloire", "fr name appelle=appel:generic bouilloire=bouilloir"},
		{"an asker of names", "en", "what are the lids of the kettle called", "en name lids=lid kettle=kettl called=call:generic"},
		{"a way to name", "en", "how can i see what the kettle is called", "en method kettle=kettl called=call:generic"},
		{"a list in a clause", "en", "who sells kettles and what are their prices", "en person sells=sell kettles=kettl prices=price"},
		{"was asks what", "de", "was treibt den Kessel", "de anything treibt kessel:name"},
		{"shouting has no acronyms", "en", "WHERE IS US", "en place where is:name us:name"},
		{"a digit is a word", "en", "step 3", "en anything step 3:number"},
		{"a person", "en", "who keeps the kettle", "en person keeps=keep kettle=kettl"},
		{"an identity", "en", "who is Ada Finch", "en identity ada:name finch:name"},
		{"a meaning", "en", "what is a kettle", "en meaning kettle=kettl"},
		{"too long for a meaning", "en", "what is the oldest kettle shop around", "en anything oldest kettle=kettl shop"},
		{"yes or no", "de", "darf der Kessel aufs Feuer", "de verdict darf kessel:name aufs=auf feuer=feu:name"},
		{"no yes or no", "en", "do you know when the kettle boils", "en time kettle=kettl boils=boil"},
		{"a measure first", "en", "max heat when the kettle boils", "en number max=max|maximum|most heat=hot kettle=kettl boils=boil"},
		{"one of several", "en", "which kettle is the loudest", "en thing kettle=kettl? loudest"},
		{"which prices", "en", "which prices went up", "en thing prices=price? went=go"},
		{"no word of another language", "en", "kettle with ai", "en anything kettle=kettl ai"},
		{"a sum", "en", "how much does the kettle cost", "en sum kettle=kettl cost"},
		{"a time at the end", "en", "kettle boils when", "en time kettle=kettl boils=boil"},
		{"a time that is told", "en", "tell me please when the kettle boils", "en time tell:generic kettle=kettl boils=boil"},
		{"no time", "en", "stir the tea when the kettle boils", "en anything stir tea kettle=kettl boils=boil"},
		{"a degree", "en", "how thick is the lid", "en number thick lid"},
		{"a degree", "de", "wie dick ist der Deckel", "de number dick deckel:name"},
		{"no degree", "en", "how the lid fits", "en anything lid fits=fit"},
		{"a time taken", "fr", "durée de cuisson", "fr duration durée=dur cuisson"},
		{"a contact", "en", "phone number of the tea shop", "en contact phone number:generic tea shop"},
		{"a contact", "de", "mail vom kesselflicker", "de contact mail kesselflicker=kesselflick"},
		{"a contact", "ja", "茶屋の電話番号", "ja contact 茶屋 屋の:filler の電:filler 電話 話番 番号"},
		{"what it cost", "en", "what did the kettle cost", "en sum kettle=kettl cost"},
		{"how expensive", "en", "how expensive was the kettle", "en sum expensive=expens kettle=kettl"},
		{"which costs less", "en", "which kettle costs less", "en thing kettle=kettl? costs=cost less"},
		{"a salary", "de", "gehalt vom kesselflicker", "de sum gehalt kesselflicker=kesselflick"},
		{"a place", "de", "wo ist der Kessel", "de place kessel:name"},
		{"by stop words", "en de", "wann kocht der Kessel in der Nacht", "de time kocht kessel:name nacht:name"},
		{"stems of all languages", "en de", "when are the pages", "en time pages=page|pag"},
		{"a stem that another language stops", "en de", "the notes", "en anything notes=note"},
		{"pairs of letters", "ja", "紅茶はどこ", "ja place 紅茶 茶は:filler はど:filler どこ:filler"},
		{"a phrase", "en", "“boiled twice over”", "en anything boiled=boil twice “boiled twice over”"},
		{"two phrases", "en", `"cold tea" "warm milk"`, "en anything cold tea warm milk “cold tea” “warm milk”"},
		{"a phrase among others is a name", "en", `who wrote "The Cold Kettle"`, "en person wrote=write cold:name kettle=kettl:name"},
		{"a word in marks", "en", `"kettle"`, "en anything kettle=kettl"},
		{"a size", "en", `a 6" kettle`, "en anything 6:number kettle=kettl"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := parseQuery(tt.text, strings.Fields(tt.languages)).String(); got != tt.want {
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}
