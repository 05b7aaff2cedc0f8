package quotes

import (
	"strings"
	"sync"

	"footnote/article/lang"
)

// germanVerbs are verbs of speech by their stems.
var germanVerbs = sync.OnceValue(func() map[string]bool {
	forms := map[string]bool{}
	for _, stem := range strings.Fields(`erzähl lach staun scherz erinner wunder seufz flüster schimpf jammer murmel prophezei prognostizier konstatier argumentier kontert
		konter lächel schwärm spott witzel stöhn behaupt vermut mahn droh klag jubel schwör gesteh bekräftig bedauer fürcht befürcht ermahn plädier notier
		frag präzisier philosophier wünsch grüß bilanzier resümier analysier frohlock ärger empör triumphier stell`) {
		for _, end := range []string{"t", "te", "ten", "en", "n", "et", "ete"} {
			forms[stem+end] = true
		}
	}
	for _, w := range strings.Fields(`gestand gesteht verriet verrät weiß wusste schwor beschreibt beschreiben berichten machte macht sprachen wies weist`) {
		forms[w] = true
	}
	return forms
})

var (
	// germanJoints begin a subordinate clause.
	germanJoints = lang.NewWordSet("dass weil wie wonach woraufhin nachdem obwohl als wenn zumal während ob indem sodass falls bevor damit nachdem gefragt befragt angesprochen da")
	// relatives begin a clause about the words before.
	relatives = lang.NewWordSet("der die das welcher welche welches den dem deren dessen")
	// germanPronouns may be subjects.
	germanPronouns = lang.NewWordSet("er sie ich wir letzterer letztere ersterer erstere")
	latters        = lang.NewWordSet("letzterer letztere")
	// germanPrepositions are followed by another case than the subject's.
	germanPrepositions = lang.NewWordSet(`für von vom mit zu zum zur bei beim an am auf aufs über gegen aus nach im in ins gegenüber durch unter laut seit wegen vor hinter neben
		zwischen ohne um bis ab angesichts trotz aufgrund bezüglich hinsichtlich anlässlich statt anstatt anstelle außer entlang gemäß innerhalb
		außerhalb mittels namens seitens zugunsten infolge mithilfe dank samt binnen je pro`)
	// obliqueWords are articles and pronouns of another case.
	obliqueWords = lang.NewWordSet(`den dem des einen einem eines diesen diesem dieses seinen seinem seines ihren ihrem ihres keinen keinem keines jeden jedem jedes
		unseren unserem meinen meinem`)
	objectPronouns    = lang.NewWordSet("ihm ihn ihnen uns euch mich mir dich dir")
	germanDeterminers = lang.NewWordSet(`der die das ein eine einer dieser diese seine sein seiner ihre ihr ihrer kein keine unsere unser meine mein beide viele mehrere einige
		alle zwei drei vier manche jede jeder jegliche jener jene`)
	// germanTimes are no subjects: letzten März.
	germanTimes = lang.NewWordSet(`montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober
		november dezember jahr jahre woche wochen monat tag tage abend morgen mittag nacht sommer winter herbst frühjahr uhr`)
	genitives      = lang.NewWordSet("der des eines einer von vom für")
	modals         = lang.NewWordSet("will wollen wollte wollten möchte möchten wolle soll sollen sollte könne kann muss müsse")
	subjunctives   = lang.NewWordSet(`sei seien habe hätten werde könne müsse solle wolle dürfe gebe gehe komme stehe liege bleibe bekomme brauche sehe wisse mache führe gelte halte nehme hätte`)
	citing         = lang.NewWordSet("zitiert zitierte zitieren zitierten")
	passives       = lang.NewWordSet("bezeichnet genannt beschrieben kritisiert gelobt gewürdigt charakterisiert bewertet verteidigt begrüßt verurteilt")
	passiveHelpers = lang.NewWordSet("wird wurde werden wurden worden")
)
