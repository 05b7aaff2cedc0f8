package analysis

import (
	"strings"
	"sync"
)

// irregular gives the base form of irregular English words: a question asks
// when a war began with “begin”, as in “when did it begin”.
var irregular = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.SplitSeq(`arise arose arisen|awake awoke|bear bore borne born|beat beaten|become became|begin began begun|
		bend bent|bet|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|
		build built|burn burnt|buy bought|catch caught|choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug|
		draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|
		fight fought|find found|flee fled|fling flung|fly flew flown flies|forbid forbade forbidden|forget forgot forgotten|
		forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|grind ground|grow grew grown|
		hang hung|hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant|
		learn learnt|leave left|lend lent|lie lay lain|light lit|lose lost loss|make made|mean meant|meet met|pay paid|
		ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|
		shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|
		sleep slept|slide slid|speak spoke spoken|speed sped|spend spent|spin spun|spread|spring sprang sprung|stand stood|
		steal stole stolen|stick stuck|sting stung|strike struck stricken|strive strove striven|swear swore sworn|sweep swept|
		swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|
		understand understood|undergo underwent undergone|wake woke woken|wear wore worn|weave wove woven|win won|wind wound|
		withdraw withdrew withdrawn|write wrote written|overcome overcame|overthrow overthrew overthrown|undertake undertook|
		man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|life lives|wife wives|
		half halves|wolf wolves|knife knives|thief thieves|person people|criterion criteria|phenomenon phenomena|datum data|
		die died dies dying death deaths dead|
		bacterium bacteria|medium media|crisis crises|basis bases|analysis analyses|thesis theses|index indices|matrix matrices|
		vertex vertices|axis axes|nucleus nuclei|fungus fungi|stimulus stimuli|ox oxen|good better best|bad worse worst|
		far farther further|choice choices choose|marry marriage|sell sale sales|speech speeches speak|proof prove|belief believe|
		birth born|high height|long length|strong strength|wide width|deep depth|young youth|hot heat|
		defend defence defense|succeed success|explode explosion|invade invasion|decide decision|divide division|
		receive reception receipt|destroy destruction|describe description|conclude conclusion|expand expansion|
		collide collision|include inclusion|produce production|introduce introduction|reduce reduction|permit permission|
		admit admission|France French|Spain Spanish|Britain British|Netherlands Dutch|Poland Polish|Greece Greek|
		Denmark Danish|Sweden Swedish|Turkey Turkish|Wales Welsh|Ireland Irish|Switzerland Swiss|Norway Norwegian`, "|") {
		forms := strings.Fields(strings.ToLower(line))
		for _, f := range forms[1:] {
			if _, ok := m[f]; !ok {
				m[f] = forms[0]
			}
		}
	}
	return m
})
