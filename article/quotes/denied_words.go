package quotes

// How four languages deny that something was said. Written by hand.

var englishDenied = deniedWords{
	triggers: `never not cannot nobody no-one none neither nor nowhere no deny denies denied denying disputes disputed refuse refuses refused refusing decline
		declined declines fail fails failed forgot forgets neglected omitted short avoid avoids avoided refrain refrained refrains without instead rather
		should could might may would ought if wish wishes wished imagine imagined imagines imagining pretend pretends pretended almost nearly about going
		false falsely wrongly incorrectly mistakenly erroneously misquoted misattributed untrue lie myth hoax fake fabricated invented bogus doctored
		doubtful unclear unproven unlikely made-up made apocryphal fabrication forgery invention fictitious forged manipulated debunked`,
	parts: map[string]string{
		"adv": `(?:(?:ever|actually|really|even|once|personally|publicly|himself|herself|themselves|yet|quite|literally|explicitly|exactly|in fact|so much as|at all) )*`,
		"say": `(?:say|says|said|saying|write|writes|wrote|written|writing|utter|utters|uttered|uttering|state|states|stated|stating|declare|declares|declared|` +
			`tweet|tweets|tweeted|claim|claimed|claiming|shout|shouted|(?:tell|tells|told|telling)(?: [^ ,;:.“¤]+){1,3}|` +
			`(?:use|used|using|speak|spoke|spoken|speaking|utter|uttered) (?:the|these|those) (?:words?|phrase|sentence|line))`,
		"lead": `(?: (?:that|aloud|publicly|(?:the )?(?:words?|sentence|phrase|line)|(?:anything|something|words|things) like|such a thing as|` +
			`(?:to|in|at|on|during) (?:[^ ,;:.“¤]+ ){0,2}[^ ,;:.“¤]+)){0,2}(?: ,)?(?: :)? ¤`,
		"aux":     `(?:(?:ever|actually|really|even|once|has|had|have|having|should|were|to|did) )*`,
		"falsely": `(?:falsely|wrongly|incorrectly|mistakenly|erroneously|fraudulently|wrongfully)`,
		"fake": `(?:made up|made-up|made - up|fake|faked|invented|fabricated|forged|bogus|doctored|manipulated|apocryphal|misattributed|fictitious|` +
			`an? (?:[^ ]+ )?(?:fake|hoax|fabrication|forgery|invention)|not (?:real|genuine|authentic|his|hers|@'s|by @)|never (?:said|spoken|uttered|made|written))`,
	},
	around: []string{
		// She never said; did not say; was careful not to say.
		`(?:^| )(?:never|not|cannot|[^ ]+n't) {adv}(?:to )?(?:been (?:heard|known|recorded|quoted) (?:to |as )?)?(?:have )?{say}{lead}`,
		`(?:^| )(?:never|not|[^ ]+n't) {adv}(?:call|calls|called|describe|describes|described)(?: [^ ,;:.“¤]+){1,5}?(?: as)? ¤`,
		`(?:^|[,;:] |and |but )(?:never|nowhere|not once|at no (?:time|point)|nor|in no [^ ]+)(?: [^ ,;:.“¤]+){0,4}? (?:did|does|do|has|have|had|would|will|could|can) {some}{adv}{say}{lead}`,
		// Nobody said; no one, not even she, said.
		`(?:^|[,;:] |and |but |that |because |though )(?:nobody|no one|no-one|none|neither|not one|not a single|no ([^ ,]+))((?: [^ ,;:.“¤]+){0,5}?)(?: ,[^,;.“¤]{1,60},)?(?: (?:has|have|had|would|could|will))?(?: ever| actually| really)* {say}{lead}`,
		// She denies saying; denied reports that she said.
		`(?:^| )(?:deny|denies|denied|denying|disputes|disputed)(?: (?:the|all|any) (?:claims?|reports?|rumou?rs?|allegations?|accusations?) of)?(?: (?:ever|even|publicly|having))* {say}{lead}`,
		`(?:^| )(?:deny|denies|denied|denying|disputes|disputed) (?:(?:the |all |any |recent )?(?:claims?|reports?|rumou?rs?|allegations?|accusations?|suggestions?|stories|posts?) )?that {some}{aux}{say}{lead}`,
		`(?:^| )(?:deny|denies|denied|denying) (?:he|she|they|i|we|@) {aux}{say}{lead}`,
		// She refused to say; left without saying.
		`(?:^| )(?:refuse|refuses|refused|refusing|declined?|declines|fail|fails|failed|forgot|forgets|neglected|omitted) to (?:even |ever |publicly )?{say}{lead}`,
		`(?:^| )(?:not|never|[^ ]+n't) bring (?:himself|herself|themselves) to {say}{lead}`,
		`(?:^| )(?:stop(?:s|ped)? short of|avoid(?:s|ed)?|refrain(?:s|ed)? from|instead of|rather than|far from) (?:ever |actually |even )?(?:say|saying|writing|telling|tell){lead}`,
		`^(?P<front>(?:[^ ;]+ )*?)without (?:ever |once |even )?(?:saying|writing){lead}`,
		// She should have said; as if to say; almost said.
		`(?:^| )(?:should|could|might|may|would|ought to)(?: not)?(?: just| simply| also| well| perhaps| rather| instead| at least| easily| never)* have(?: just| simply| at least| also| instead)* {say}{lead}`,
		`(?:^| )as (?:if|though) (?:to say|{some}(?:were saying|was saying|had said)){lead}`,
		`(?:^| )(?:almost|nearly) (?:said|wrote|told(?: [^ ,;:.“¤]+){1,3}){lead}`,
		`(?:^| )(?:was|were) (?:just )?about to (?:say|write|tell(?: [^ ,;:.“¤]+){1,3}){lead}`,
		`(?:^| )(?:wish|wishes|wished|imagine|imagines|imagined|imagining|pretend|pretends|pretended)(?: that)? {some}(?:would |had |could |to )?(?:say|says|said|saying){lead}`,
		`(?:^|[,;] |even |but |and |what )if (?:only )?{some}{aux}{say}{lead}`,
		// There is no evidence that she said; it is not true that; false claims that.
		`(?:^| )no (?:[^ ,;]+ ){0,2}?(?:evidence|proof|record|records|trace|indication|source|sources|confirmation|recording|transcript)(?: (?:at all|whatsoever|anywhere|exists|was found|to (?:suggest|show|prove)|showing|suggesting|for the claim))*(?: that)? {some}{aux}{say}{lead}`,
		`(?:^| )no (?:[^ ,;]+ ){0,2}?(?:evidence|proof|record|records|trace|recording|transcript) of {some}(?:ever )?(?:having )?(?:said|saying|writing|written){lead}`,
		`(?:^| )(?:not true|not the case|untrue|false|a lie|a myth|a hoax|unlikely|doubtful|unclear|unproven|uncertain|not (?:clear|known|proven|certain|sure)) (?:that|whether|if) {some}{aux}{say}{lead}`,
		`(?:^| )(?:false|fake|bogus|baseless|unfounded|untrue|invented|debunked|fabricated) (?:[^ ,;]+ )?(?:claims?|reports?|rumou?rs?|story|stories|posts?) that {some}{aux}{say}{lead}`,
		`(?:^| ){falsely} (?:claim|claims|claimed|claiming|states|stated|reports|reported|asserts|asserted|alleges|alleged)(?: that)? {some}{aux}{say}{lead}`,
		`(?:^|that |the )(?:claims?|reports?|rumou?rs?|story|stories|posts?|idea|legend) that [^;.“¤]* ?¤ ,? ?(?:is|are|was|were|has been|have been) (?:simply |all |completely |entirely )?(?:false|untrue|debunked|unfounded|baseless|a lie|{fake})`,
		// She is falsely quoted as saying; a quotation falsely attributed to her.
		`(?:^| )(?:{falsely} (?:quot|cit|attribut|credit|ascrib|report|portray)[a-z]*|misquot[a-z]+|misattribut[a-z]+)(?: [^ ,;:.“¤]+){0,12}?(?: ,)?(?: :)? ¤`,
		`¤ ,? ?(?:[^ ,;.“]+ ){0,4}?(?:{falsely} (?:attribut|credit|ascrib)[a-z]*|misattributed)`,
		`^(?:an? |the |another |one )?(?:[^ ]+ )?(?:fake|false|made-up|invented|fabricated|forged|bogus|doctored|apocryphal) (?:quote|quotation|tweet|post|letter|statement|sentence|line)(?: (?:from|by|of|attributed to|in which)(?: [^ ,;:.“¤]+){1,4})?(?: ,)?(?: :)? ¤`,
		`(?:quote|quotation|words|sentence|line|remark|phrase|statement) ,? ?¤ ,? ?(?:is|was|are|were|has been|have been) (?:simply |entirely |completely |purely |probably |all |a pure )?{fake}`,
		`¤ ,? ?(?:is|was|are|were) (?:simply |entirely |completely |purely )?(?:made up|a (?:false|fake|fabricated|made-up) (?:quote|quotation)|a fabrication|an invention|misattributed|never (?:said|spoken|uttered) by)`,
		// “…,” she never said.
		`¤ ,? ?{some}(?:never|did not|didn't|has never|should have|could have|might have) (?:actually |ever |really )?(?:say|said|write|wrote|written)(?: [.!,;]|$)`,
		`¤ ,? ?(?:is|are|was|were) (?:something|a (?:sentence|line|phrase|quote|thing)|words|nothing) (?:that )?{some}(?:has |had )?(?:never|ever) (?:said|wrote|spoke|uttered|written)`,
		`¤ ,? ?(?:said|says) (?:nobody|no one|no-one)`,
		`¤ ,? ?(?:nobody|no one|no-one|none of [^ ]+ [^ ]+) (?:ever |has |had )*(?:said|says)`,
	},
	behind: []string{
		`^(?:but |yet |however , |in fact ,? ?|in truth ,? ?|in reality ,? ?|actually ,? ?)?(?:the|this|that|these|those|both|his|her) (?:[^ ]+ )?(?:quotes?|quotations?|citation|attribution|words|sentence|line|remarks?|statement|posts?|tweet|image|picture|letter|interview|video|recording|screenshot|meme|headline) (?:is|was|are|were|has been|have been) (?:simply |entirely |completely |purely |probably |all |a pure )?{fake}`,
		`^(?:but |yet |however , |in fact ,? ?)?(?:the|this|that) (?:[^ ]+ )?(?:quote|quotation|citation|attribution) (?:is|was) (?:simply |entirely |completely )?(?:false|wrong|untrue)`,
		`^(?:[^ ,;:.“]+ ){0,9}?(?:, )?(?:[^ ,;:.“]+ ){1,6}?(?:never|not|[^ ]+n't) (?:actually |ever |really )?(?:say|said|write|wrote|written|utter|uttered|speak|spoke|spoken|make|made|use|used|post|posted) ` +
			`(?:it|that|this|so|such a thing|such things|any such thing|anything (?:of the (?:kind|sort)|like (?:it|that|this))|(?:those|these|the|such) words|(?:this|that|the) (?:sentence|remark|statement|quote))(?: (?:at all|anywhere))?(?: [.!,;]|$)`,
	},
}

var germanDenied = deniedWords{
	triggers: `nie niemals nicht keiner niemand nirgends nirgendwo keineswegs kein keine keinen keinerlei bestreitet bestritt bestreiten bestritten dementiert dementierte
		leugnet leugnete verneint verneinte weigerte weigert weigerten ohne statt hätte hätten wenn falls fälschlich fälschlicherweise irrtümlich irrtümlicherweise
		unrecht falsch unwahr zweifelhaft fraglich unklar erfunden gefälscht gefakt unecht fälschung erfindung fake manipuliert beinahe fast`,
	parts: map[string]string{
		"neg":     `(?:nie|niemals|nicht|nie und nimmer|zu keiner zeit|nirgends|nirgendwo|keineswegs)`,
		"adv":     `(?:(?:je|jemals|wirklich|so|tatsächlich|öffentlich|selbst) )*`,
		"said":    `(?:sagt|sagte|sagten|gesagt|schrieb|schreibt|geschrieben|behauptet|behauptete|erklärt|erklärte|geäußert|gerufen)`,
		"done":    `(?:gesagt|geschrieben|geäußert|behauptet|ausgesprochen|verwendet|benutzt|gebraucht|getwittert)`,
		"lead":    `(?: (?:wörtlich|öffentlich|dass|den satz|die worte|(?:zu|in|im|bei|vor|auf|gegenüber)(?: [^ ,;:.“¤]+){1,3})){0,2}(?: ,)?(?: :)? ¤`,
		"that":    `{some}(?:je |jemals )?(?:(?:gesagt|geschrieben|geäußert) (?:hat|habe|hätte)(?: ,)?(?: :)? ¤|(?:den satz |die worte )?¤ ,? ?(?:je |jemals |wirklich )*(?:gesagt|geschrieben|geäußert)|(?:sagte|schrieb)(?: :)? ¤)`,
		"falsely": `(?:fälschlich|fälschlicherweise|irrtümlich|irrtümlicherweise|zu unrecht|wahrheitswidrig)`,
		"fake":    `(?:erfunden|gefälscht|gefakt|unecht|manipuliert|eine (?:[^ ]+ )?(?:fälschung|erfindung)|ein fake|nicht (?:echt|authentisch|belegt|von @|von (?:ihm|ihr))|nie gefallen)`,
	},
	around: []string{
		`(?:^| ){neg} {adv}{said}{lead}`,
		`(?:^| )(?:sagt|sagte|sagten|schrieb|schreibt) (?:[^ ,;:.“¤]+ ){0,3}?{neg}{lead}`,
		`(?:^|[,;] )(?:nie|niemals|zu keiner zeit|nirgends|nirgendwo) (?:hat|habe|hatte|haben) {some}{said}{lead}`,
		`¤ ,? ?{neg} {adv}{done}`,
		`(?:^| )(?:hat|habe|haben|hatte|hatten) (?:[^ ,;:.“¤]+ ){0,4}?{neg}(?: den satz| die worte)? ¤ ,? ?{done}`,
		`(?:^|[,;:] |und |aber |denn )(?:niemand|keiner|keine|kein ([^ ,]+))((?: [^ ,;:.“¤]+){0,4}?)(?: hat| hatte)?(?: je| jemals)? {said}{lead}`,
		`(?:^|[,;:] |und |aber )(?:niemand|keiner) (?:hat|hatte) ¤ ,? ?{done}`,
		`(?:^| )(?:bestreitet|bestritt|bestreiten|bestritten|dementiert|dementierte|leugnet|leugnete|verneint|verneinte)(?: ,)? (?:je |jemals )?(?:{done} zu haben(?: ,)?(?: :)? ¤|¤ ,? ?(?:je |jemals )?{done} zu haben)`,
		`(?:^| )(?:bestreitet|bestritt|dementiert|dementierte|leugnet|leugnete) , dass {that}`,
		`(?:^| )(?:weigerte|weigert|weigerten)(?: [^ ,;:.“¤]+)? sich(?: ,)? (?:zu sagen(?: ,)?(?: :)? ¤|¤ ,? ?zu sagen)`,
		`(?:^| )sich (?:zu sagen|¤ zu sagen) (?:weigerte|weigert)`,
		`^(?P<front>(?:[^ ;]+ )*?)(?:ohne|statt|anstatt)(?: auch nur| je)? (?:zu sagen(?: ,)?(?: :)? ¤|¤ ,? ?zu sagen)`,
		`(?:^| )hätten? (?:[^ ,;:.“¤]+ ){0,4}?(?:sagen|schreiben|antworten) (?:sollen|können|müssen|dürfen)(?: :)? ¤`,
		`(?:^| )hätten? (?:[^ ,;:.“¤]+ ){0,4}?¤ ,? ?(?:sagen|schreiben|antworten) (?:sollen|können|müssen|dürfen)`,
		`(?:^| )hätten? (?:[^ ,;:.“¤]+ ){0,3}?(?:beinahe|fast) (?:¤ ,? ?gesagt|gesagt(?: :)? ¤)`,
		`(?:^|[,;] |und |aber |selbst |auch )(?:wenn|falls) {some}(?:(?:sagt|sagte|schreibt|sagen würde|gesagt hätte)(?: :)? ¤|¤ ,? ?(?:sagt|sagte|schreibt|sagen würde|gesagt hätte|sagen sollte))`,
		`(?:^| )(?:kein|keine|keinen|keinerlei) (?:[^ ,]+ )?(?:beleg|belege|beweis|beweise|hinweis|hinweise|nachweis|nachweise|quelle|anhaltspunkt|anhaltspunkte|aufzeichnung)(?: dafür| darauf)? , dass {that}`,
		`(?:^| )(?:stimmt nicht|nicht wahr|nicht richtig|nicht belegt|nicht bewiesen|falsch|unwahr|zweifelhaft|fraglich|unklar) , (?:dass|ob) {that}`,
		`(?:^| ){falsely} (?:[^;.“¤,]+ )?(?:zitiert|zugeschrieben)(?: [^ ,;:.“¤]+){0,3}(?: :)? ¤`,
		`(?:^| ){falsely} (?:[^;.“¤,]+ )?¤ ,? ?(?:[^;.“¤,]+ )?(?:zitiert|zugeschrieben|unterstellt|in den mund gelegt)`,
		`¤ ,? ?(?:[^;.“¤,]+ )?{falsely} (?:[^ ,;.“¤]+ ){0,3}?(?:zitiert|zugeschrieben|unterstellt|in den mund gelegt)`,
		`(?:zitat|satz|spruch|worte|aussage) ,? ?¤ ,? ?(?:ist|sind|war|waren|wurde|wurden|stammt) (?:frei |offenbar |völlig |komplett )?{fake}`,
		`zitat ,? ?¤ ,? ?ist (?:[^ ]+ )?falsch`,
	},
	behind: []string{
		`^(?:doch |aber |tatsächlich )?(?:das|dieses|dies|der|dieser|die|diese|beide|ist) (?:angebliche |vermeintliche )?(?:zitat|zitate|satz|spruch|post|beitrag|bild|foto|plakat|worte|video) (?:ist|sind|war|waren|wurde|wurden|stammt|stammen) (?:jedoch |aber |frei |offenbar |völlig |komplett )*{fake}`,
		`^(?:doch |aber )?(?:das|dieses) zitat ist (?:jedoch |aber )?falsch`,
		`^(?:doch |aber |tatsächlich )?(?:das|so etwas|dies|den satz|diesen satz|diese worte|solches) (?:hat|habe|hatte|hätte) {some}(?:aber |jedoch |so )*(?:nie|niemals|nicht|nie und nimmer) (?:so )?{done}(?: [.!]|$)`,
		`^(?:doch |aber |tatsächlich )?{some}(?:hat|habe|hatte) (?:das|dies|so etwas|den satz|diesen satz|diese worte) (?:aber |jedoch )?(?:nie|niemals|nicht) (?:so )?{done}(?: [.!]|$)`,
	},
}

var frenchDenied = deniedWords{
	triggers: `ne jamais aucun aucune personne nul nulle pas rien nie nient nié dément démentent démenti conteste refuse refusé refusent refusait sans plutôt lieu
		aurait aurais auraient si tort faussement erreur faux fausse inventée inventé apocryphe fabriquée truquée ignore douteux presque`,
	parts: map[string]string{
		"say":     `(?:dit|dire|déclaré|écrit|affirmé|prononcé|lancé|tenu)`,
		"adv":     `(?:(?:vraiment|encore|réellement|publiquement|jamais|même) )*`,
		"lead":    `(?: (?:que|publiquement|(?:les|ces) mots|la phrase|(?:à|au|aux|dans|en|sur|devant)(?: [^ ,;:.“¤]+){1,3})){0,2}(?: ,)?(?: :)? ¤`,
		"falsely": `(?:à tort|faussement|par erreur|erronément)`,
		"fake":    `(?:inventée?s?|fabriquée?s?|apocryphes?|truquée?s?|un faux|une (?:invention|fabrication)|falsifiée?s?)`,
	},
	around: []string{
		`(?:^| )n'(?:a|ai|ont|avait|avaient|aurait|avons|avez) (?:certes |donc )?(?:jamais|pas|point|nullement|plus jamais) {adv}{say}{lead}`,
		`(?:^| )ne (?:dit|dira|disait|écrit|écrivait|déclare|déclara) (?:pas|jamais|point){lead}`,
		`(?:^|[,;] |et |mais )(?:jamais|à aucun moment|nulle part)(?: ,)? {some}n'(?:a|avait|ont) {say}{lead}`,
		`(?:^|[,;:] |et |mais |car |que )(?:personne|nul|aucun|aucune|pas un)((?: [^ ,;:.“¤]+){0,4}?) (?:n'(?:a|avait|ont)|ne) (?:jamais )?{say}{lead}`,
		`(?:^| )(?:nie|nient|niait|nié|dément|démentent|démenti|conteste)(?: (?:formellement|catégoriquement|toujours|fermement))? avoir (?:jamais |un jour )?{say}{lead}`,
		`(?:^| )(?:nie|nient|nié|dément|démentent|démenti) que {some}(?:ait|a) (?:jamais )?{say}{lead}`,
		`(?:^| )(?:refuse|refusent|refusait|refusa|refusé|évite|évité|au lieu|s'abstient|abstenu) de dire{lead}`,
		`^(?P<front>(?:[^ ;]+ )*?)sans (?:jamais )?dire{lead}`,
		`(?:^| )(?:aurait|aurais|auraient) (?:peut-être |simplement )?(?:pu|dû) (?:simplement |aussi )?dire{lead}`,
		`(?:^| )a (?:presque|failli) (?:dit|dire){lead}`,
		`(?:^|[,;] |et |mais |même )si {some}(?:dit|disait|avait dit|écrit|déclare){lead}`,
		`(?:^| )(?:rien ne prouve|rien n'indique|aucune? (?:[^ ]+ )?(?:preuve|trace|source|indice|enregistrement)(?: ne (?:montre|prouve))?|pas de preuve|(?:est|serait) (?:faux|inexact|douteux|peu probable)|n'est pas (?:vrai|établi|prouvé|certain|sûr|clair)|on ignore|on ne sait pas) (?:que|si) {some}(?:ait|a|aurait|avait) {adv}{say}{lead}`,
		`(?:^| )(?:cit|attribu|prêt|imput)[^ ]* (?:[^ ]+ )?{falsely}(?: [^ ;.“¤,]+)*(?: :)? ¤`,
		`(?:^| ){falsely} (?:cit|attribu|prêt|imput)[^ ]*(?: [^ ;.“¤,]+)*(?: :)? ¤`,
		`¤ ,? ?(?:[^ ;.“¤,]+ )*?(?:{falsely} (?:attribu|prêt|cit)[^ ]*|(?:attribu|prêt)[^ ]* (?:[^ ,;.“¤]+ ){0,3}?{falsely})`,
		`(?:citation|phrase|propos|mots|déclaration) ,? ?¤ ,? ?(?:est|sont|a été|était) (?:entièrement |purement |totalement )?(?:{fake}|fausse)`,
	},
	behind: []string{
		`^(?:mais |or |pourtant |en réalité ,? ?)?(?:la|cette|ces|les) (?:citations?|phrase|propos|mots|image|affiche|publication|photo|vidéo) (?:est|sont|a été|ont été) (?:entièrement |purement |totalement )?{fake}`,
		`^(?:mais |or |pourtant |en réalité ,? ?)?(?:la|cette) citation est (?:entièrement |totalement )?fausse`,
		`^(?:mais |or |pourtant |en réalité ,? ?)?{some}n'(?:a|avait) (?:jamais|pas) (?:dit|écrit|tenu|prononcé|déclaré) (?:cela|ça|ceci|ces mots|ces propos|cette phrase|une telle chose|rien de tel|de tels propos)(?: [.!]|$)`,
		`^(?:mais |or |pourtant |en réalité ,? ?)?{some}ne l'a (?:jamais|pas) (?:dit|écrit)(?: [.!]|$)`,
	},
}

var spanishDenied = deniedWords{
	triggers: `nunca jamás no nadie ninguno ninguna ningún negó niega niegan negaron negado desmintió desmiente desmentido evitó evita sin vez lugar
		debería deberían podría podrían hubiera hubiese habría si falsamente erróneamente equivocadamente error falso falsa mentira dudoso
		inventada apócrifa bulo montaje fabricada manipulada ojalá casi`,
	parts: map[string]string{
		"say":     `(?:dijo|dice|dicho|decir|dijera|dijese|diga|escribió|escrito|escribir|escribiera|afirmó|afirmado|declaró|declarado|pronunció|pronunciado)`,
		"adv":     `(?:(?:nunca|jamás|realmente|públicamente|siquiera|alguna vez) )*`,
		"lead":    `(?: (?:nunca|jamás|que|públicamente|las palabras|la frase|(?:a|al|en|ante|durante)(?: [^ ,;:.“¤]+){1,3})){0,2}(?: ,)?(?: :)? ¤`,
		"falsely": `(?:falsamente|erróneamente|equivocadamente|por error|indebidamente)`,
		"fake":    `(?:inventad[ao]s?|fabricad[ao]s?|apócrif[ao]s?|manipulad[ao]s?|un (?:invento|bulo|montaje))`,
	},
	around: []string{
		`(?:^| )(?:nunca|jamás|no) (?:(?:ha|había|han|habían) )?{adv}(?:dijo|dice|dicho|escribió|escrito|afirmó|afirmado|declaró|declarado|pronunció|pronunciado){lead}`,
		`(?:^|[,;] |y |pero )(?:nunca|jamás|en ningún momento|en ninguna parte) (?:ha )?(?:dijo|dicho|escribió|escrito) ((?:[^ ,;:.“¤]+ ?){1,4})(?: :)? ¤`,
		`(?:^|[,;:] |y |pero |porque |que )(?:nadie|ninguno|ninguna|ningún [^ ,]+)((?: [^ ,;:.“¤]+){0,4}?) (?:ha |había )?{say}{lead}`,
		`(?:^| )(?:negó|niega|niegan|negaron|negado|desmintió|desmiente|desmintieron|desmentido)(?: (?:rotundamente|tajantemente|siempre))? haber (?:nunca |jamás )?{say}{lead}`,
		`(?:^| )(?:negó|niega|niegan|negaron|negado|desmintió|desmiente) que (?:{some})?(?:haya|hubiera|hubiese) {say}{lead}`,
		`(?:^| )(?:se (?:negó|niega|negaron) a|evitó|evita|rehusó|en vez de|en lugar de|se abstuvo de) (?:decir|escribir|pronunciar){lead}`,
		`^(?P<front>(?:[^ ;]+ )*?)sin (?:siquiera )?(?:decir|escribir){lead}`,
		`(?:^| )(?:debería|deberían|podría|podrían|tendría que|debió|pudo) haber {say}{lead}`,
		`(?:^| )ojalá {some}(?:hubiera|hubiese) {say}{lead}`,
		`(?:^| )casi (?:dijo|dice){lead}`,
		`(?:^|[,;] |y |pero |incluso |aunque )si {some}(?:dice|dijera|dijese|dijo|escribe|(?:hubiera|hubiese) dicho){lead}`,
		`(?:^| )(?:no (?:hay|existen|existe) (?:[^ ]+ )?(?:pruebas?|constancia|evidencias?|registros?|indicios?|rastro)(?: [^ ]+)?|no consta|es (?:falso|mentira|dudoso|improbable)|no es (?:cierto|verdad|seguro)|no está (?:claro|probado|demostrado)) (?:de )?(?:que|si) {some}(?:haya |hubiera |hubiese |ha |había )?{adv}{say}{lead}`,
		`(?:^| )(?:cit|atribu)[^ ]* (?:[^ ]+ )?{falsely}(?: [^ ;.“¤,]+)*(?: :)? ¤`,
		`(?:^| ){falsely} (?:cit|atribu)[^ ]*(?: [^ ;.“¤,]+)*(?: :)? ¤`,
		`¤ ,? ?(?:[^ ;.“¤,]+ )*?(?:{falsely} (?:atribu|cit)[^ ]*|atribu[^ ]* (?:[^ ,;.“¤]+ ){0,3}?{falsely})`,
		`(?:cita|frase|palabras|declaración) ,? ?¤ ,? ?(?:es|son|fue|está|era) (?:completamente |totalmente )?(?:{fake}|falsa)`,
	},
	behind: []string{
		`^(?:pero |en realidad ,? ?|sin embargo ,? ?)?(?:la|esta|esa|las|estas) (?:citas?|frase|palabras|imagen|publicación|foto) (?:es|son|fue|fueron|está) (?:completamente |totalmente )?{fake}`,
		`^(?:pero |en realidad ,? ?|sin embargo ,? ?)?(?:la|esta|esa) cita es (?:completamente |totalmente )?falsa`,
		`^(?:pero |en realidad ,? ?|sin embargo ,? ?)?(?:{some})?(?:nunca|jamás|no) (?:ha )?(?:dijo|dicho|escribió|escrito|pronunció) (?:eso|esto|tal cosa|nada (?:parecido|semejante)|algo así|esas palabras|esa frase)(?: [.!]|$)`,
		`^(?:pero |en realidad ,? ?|sin embargo ,? ?)?(?:{some})?(?:nunca|jamás|no) lo (?:dijo|ha dicho|escribió)(?: [.!]|$)`,
	},
}
