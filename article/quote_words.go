package article

// Words that tell who said what. Chosen by hand.
var (
	// reporting are verbs that bring in what somebody said, in the forms
	// that stand beside a quotation.
	reporting = set(`said says say saying tell tells told telling ask asks asked asking add adds added adding explain explains explained explaining
		note notes noted noting argue argues argued arguing claim claims claimed claiming insist insists insisted insisting
		reply replies replied replying answer answers answered answering respond responds responded responding write writes wrote writing
		tweet tweets tweeted tweeting retweeted post posts posted posting text texted state states stated stating declare declares declared declaring
		announce announces announced announcing warn warns warned warning admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging
		concede concedes conceded conceding confess confesses confessed recall recalls recalled recalling remark remarks remarked remarking
		observe observes observed observing comment comments commented commenting continue continues continued continuing
		conclude concludes concluded concluding call calls called calling describe describes described describing dub dubbed
		label labeled labelled labeling labelling refer refers referred referring characterize characterized characterizing
		suggest suggests suggested suggesting believe believes believed believing think thinks thought contend contends contended contending
		assert asserts asserted asserting maintain maintains maintained maintaining allege alleges alleged alleging accuse accuses accused accusing
		complain complains complained complaining joke jokes joked joking quip quips quipped quipping predict predicts predicted predicting
		promise promises promised promising vow vows vowed vowing pledge pledges pledged pledging urge urges urged urging
		demand demands demanded demanding boast boasts boasted boasting brag bragged bragging praise praised praising
		criticize criticizes criticized criticizing blast blasted blasting slam slams slammed slamming mock mocked mocking attack attacked attacking
		denounce denounced denouncing condemn condemned condemning dismiss dismissed dismissing deride derided hail hailed hailing laud lauded
		reject rejects rejected rejecting deny denies denied denying confirm confirms confirmed confirming reveal reveals revealed revealing
		report reports reported reporting testify testified testifying emphasize emphasizes emphasized emphasizing stress stresses stressed stressing
		reiterate reiterated reiterating repeat repeats repeated repeating agree agrees agreed agreeing disagree disagreed
		exclaim exclaimed shout shouts shouted shouting yell yelled yelling scream screamed cry cried chant chanted chanting whisper whispered
		mutter muttered murmur murmured sigh sighed laugh laughed smile smiled read reads reading sing sang put puts putting
		propose proposed proposing recommend recommended recommending remind reminds reminded reminding caution cautioned cautioning
		counter counters countered countering retort retorted fire fired shoot shot lament lamented lamenting express expressed expressing
		offer offered offering counsel counseled deadpan deadpanned wonder wonders wondered wondering muse mused opine opined
		interject interjected interrupt interrupted begin began begins start started go goes went quote quoted quoting
		proclaim proclaims proclaimed proclaiming point points pointed pointing elaborate elaborated specify specified clarify clarified
		share shared sharing echo echoed echoing plead pleaded pleading sum summed speak spoke speaking talk talked talking
		signed publish published release released releasing issue issued cite cited citing use used using
		hope hopes hoped insist fear fears feared feel feels felt want wanted advise advised teach taught swear swore joke
		apologize apologized defend defended defending question questioned questioning decry decried rail railed
		blame blamed blaming portray portrayed portraying brand branded branding consider considered regard regarded
		sagte sagt sagten erklärte erklärt meinte meint betonte betont schrieb schreibt antwortete fragte fragt rief ergänzte
		berichtete berichtet bezeichnete bezeichnet kritisierte kritisiert forderte fordert warnte warnt nannte nennt kommentierte äußerte
		behauptete kündigte teilte hieß heißt hob fügte verteidigte lobte zitierte zitiert bestätigte versprach räumte gab wies
		dit déclare déclaré affirme affirmé explique expliqué ajoute ajouté répond écrit dijo dice afirmó explicó añadió señaló escribió
		disse ha ajouta expliqua répondit declaró aseguró comentó respondió spiega afferma aggiunge scrive`)
	// saying are those that hardly do anything else, and may stand before
	// their subject: said Smith.
	saying = set(`said says added adds asked asks replied replies explained explains wrote writes noted notes argued argues declared declares
		told recalled recalls remarked observed insisted insists warned warns quipped joked jokes exclaimed shouted cried continued continues
		concluded admitted admits acknowledged answered responded responds commented tweeted announced stated states claimed claims muttered whispered laughed
		predicted complained read reads reported according chanted
		sagte sagt erklärte erklärt meinte meint betonte betont schrieb schreibt antwortete fragte fragt so rief ergänzte berichtete
		kommentierte kritisierte forderte warnte äußerte teilte hieß heißt zitierte zitiert fügte lobte bestätigte
		dit déclare affirme explique ajoute répond écrit ajouta expliqua répondit dijo dice afirmó explicó añadió señaló escribió declaró aseguró respondió
		disse spiega afferma aggiunge scrive`)
	// speechNouns bring in words as well: his statement: “…”.
	speechNouns = set(`statement remark remarks words comment comments quote tweet message letter email memo note speech interview testimony response reply
		answer question motto thesis view opinion argument claim conclusion advice warning slogan point post caption`)
	// waysToSpeak are how somebody speaks who was “more direct”, and where.
	waysToSpeak = set(`direct blunt clear frank candid explicit harsh critical sceptical skeptical cautious optimistic hopeful emphatic adamant
		unequivocal scathing concise brief plain succinct podcast interview conference press tweet twitter facebook thus asked`)
	// helpers stand between a subject and its verb.
	helpers = set(`has have had is was are were be been being will would could can may might must should did does do also later then recently once
		just even still always often never repeatedly publicly privately reportedly previously already now first again quickly immediately simply
		hat habe haben hatte ist war wurde werde auch dann später zudem`)
	pronounHe  = set("he him his er ihm il él lui")
	pronounShe = set("she her hers elle ella lei")
	// pronouns may be the subject of a reporting verb.
	pronouns = set("he she they it i we you who er sie wir ich il elle ils él ella lui lei one")
	// subordinate words end the search for a subject to their left.
	clauseWords = set("but and while whereas although though because since as when after before if that which who whom")
	// prepositions before a name show that it is no subject.
	prepositions = set("for of to with by from about against at in on to toward towards over under like than into behind after before between für von mit zu bei an auf über gegen aus nach")
)
