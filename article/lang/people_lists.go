package lang

// Words that show that a name is a person's, or that it is not. They were
// chosen by hand: English first, then languages related to it.
var (
	// Honorifics come before names and are never part of them.
	Honorifics = NewWordSet(`mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister brother rabbi imam sheikh
		sheik pope saint st sgt sergeant lt lieutenant capt captain col colonel gen general maj major cpl corporal pvt private
		adm admiral cmdr commander pfc officer detective judge justice sen senator rep representative congressman congresswoman
		gov governor pres president vice premier chancellor chairman chairwoman chair secretary minister ambassador mayor
		councilman councilwoman councillor sheriff king queen prince princess emperor empress duke duchess count countess baron baroness
		tsar czar sultan emir coach director ceo cfo cto analyst spokesman spokeswoman attorney herr frau hr monsieur
		madame mme mlle m señor señora sr sra don doña signor signora dott dottor dom comrade uncle aunt grandpa grandma
		bundeskanzler bundeskanzlerin präsident präsidentin minister ministerin kanzler kanzlerin bürgermeister
		président présidente ministre presidente primo`)
	// Offices are words of titles with several words: Prime Minister.
	Offices = NewWordSet(`prime deputy former acting associate assistant chief executive first foreign interior defence defense attorney
		lieutenant vice house senate speaker majority minority leader whip speaker national security adviser advisor press supreme
		court editor state union home health finance education us u.s british french german american russian republican
		democratic sen rep gov`)
	// Roles describe people, in lower case before or after a name.
	Roles = NewWordSet(`spokesman spokeswoman spokesperson director president chairman chairwoman chair chief ceo officer executive manager
		founder cofounder co-founder owner head leader member secretary minister senator congressman congresswoman governor mayor
		judge lawyer attorney prosecutor professor lecturer teacher scientist researcher physicist chemist biologist mathematician
		astronomer economist historian philosopher psychologist sociologist anthropologist linguist engineer inventor architect
		designer programmer developer doctor physician surgeon nurse author writer novelist poet playwright essayist journalist
		reporter editor critic columnist correspondent blogger publisher actor actress singer musician composer conductor pianist
		guitarist drummer rapper producer filmmaker comedian dancer choreographer painter sculptor artist photographer illustrator
		player footballer goalkeeper striker midfielder defender quarterback pitcher coach captain athlete runner swimmer cyclist
		boxer driver champion king queen prince princess emperor duke earl baron soldier general colonel captain commander officer
		detective sheriff policeman activist campaigner politician candidate diplomat ambassador analyst adviser advisor consultant
		strategist expert specialist critic fellow student graduate pioneer explorer astronaut pilot sailor farmer businessman
		businesswoman entrepreneur investor banker billionaire philanthropist priest bishop archbishop cardinal pope pastor rabbi
		imam monk nun saint theologian father mother son daughter brother sister wife husband widow friend colleague uncle aunt
		cousin nephew niece grandfather grandmother partner girlfriend boyfriend victim suspect gunman witness resident citizen
		man woman boy girl person child veteran host presenter moderator interviewer founder curator librarian translator
		mentor tutor disciple protégé laureate ruler dictator statesman treasurer envoy superintendent principal dean chef naturalist geologist botanist clergyman merchant engraver explorer showrunner screenwriter lyricist songwriter
		bassist vocalist frontman quarterback lawmaker rival opponent successor predecessor assistant deputy aide
		sprecher sprecherin chef leiter leiterin vorsitzender vorsitzende minister ministerin politiker politikerin
		schauspieler schauspielerin sänger sängerin autor autorin schriftsteller schriftstellerin trainer trainerin
		präsident präsidentin professorin forscher forscherin wissenschaftler wissenschaftlerin ehemann ehefrau tochter sohn
		maire directeur directrice boulanger boulangère médecin architecte ingénieur ingénieure institutrice instituteur écrivain écrivaine
		député députée ministre entraîneur avocat avocate chercheur chercheuse facteur président présidente professeur
		alcalde alcaldesa directora médico médica panadero panadera arquitecto arquitecta ingeniero ingeniera maestro maestra escritor
		escritora diputado diputada ministro ministra entrenador entrenadora abogado abogada investigador investigadora presidente presidenta
		мэр директор врач писатель писательница архитектор инженер тренер депутат министр президент профессор учитель учительница глава
		губернатор пекарь бегун бухгалтер фермер рыбак садовник начальник журналист журналистка режиссёр актёр актриса художник художница
		учёный историк юрист адвокат`)
	// PeoplesRoles are roles in the plural: a list of names may follow.
	PeoplesRoles = NewWordSet(`godfathers fathers founders pioneers researchers scientists leaders authors writers actors singers musicians poets
		philosophers economists politicians composers artists colleagues friends stars players brothers sisters sons daughters
		physicists mathematicians historians directors members laureates winners critics directors producers senators candidates
		presidents figures people engineers novelists painters filmmakers rivals`)
	// HumanVerbs are actions of people and hardly of anything else.
	HumanVerbs = NewWordSet(`said says say told tells asked asks replied replies answered answers wrote writes argued argues argue believes
		believed believe thinks thought think added adds explained explains claimed claims insisted insists recalled recalls
		admitted admits acknowledged warned warns noted notes observed observes suggested suggests tweeted texted remarked
		complained joked quipped laughed laughs smiled smiles nodded sighed shouted whispered cried wept concluded concludes
		commented continued continues stated states declared declares confessed promised promises predicted predicts
		was born died dies married marries divorced retired retires resigned resigns grew attended graduated studied
		studies taught teaches learned learns moved lived lives worked works joined left leaves loves loved hates hated wanted wants
		hopes hoped knows knew felt feels decided refused remembers remembered enjoyed likes liked plays played directed starred
		sang painted composed invented discovered proposed proved coined published founded co-founded designed served ran runs
		won lost earned received became becomes spent walked sat stood sees saw heard told tried dreamed dreamt
		described describes commented lamented suspected imagined realised realized thanked praised criticised criticized defended attacked accused appears appeared visited returned travelled traveled collaborated recorded performed edited translated published painted portrayed voiced produced disagrees disagreed agrees agreed prefers preferred quotes quoted sagte sagt erklärte erklärt meinte betonte schrieb kritisierte
		forderte fordert nannte nennt starb wurde sagt sagte erklärt erklärte meint meinte betont betonte erzählt erzählte berichtet berichtete
		schreibt schrieb kritisiert kritisierte antwortet antwortete warnt warnte lacht lachte fotografiert wohnt arbeitet studierte leitet`)
	// OrgWords make a name that of an organisation, a work or a thing.
	OrgWords = NewWordSet(`farm farms shelf stadium arena galleries soup origin wars trek girls boys principles principle goals vision declaration property
		plan plans rocks agent memorial elevator summit treaty protocol constitution
		manifesto anthem orchestra symphony sonata trilogy saga quartet boulevard highway motorway terminal airport runway reservoir
		plateau peninsula archipelago glacier volcano canyon waterfall cathedral mosque synagogue monastery headquarters warehouse
		factory brewery winery bakery pharmacy hospital clinic laboratory observatory telescope satellite spacecraft shuttle rocket
		software browser firefox windows android inc inc. corp corp. co. ltd llc plc gmbh ag company corporation group holdings industries enterprises partners ventures
		capital bank insurance airlines airways motors records pictures studios entertainment media news times post journal tribune
		herald gazette magazine review press publishing publications books radio tv television network channel broadcasting
		university college school academy institute institution faculty department laboratory laboratories lab labs center centre
		hospital clinic church cathedral temple mosque synagogue ministry association society foundation fund trust union
		federation league council committee commission board agency bureau office authority administration service services
		organization organisation alliance coalition party movement army navy force forces police guard corps brigade regiment
		battalion division club team united city fc sc museum gallery library theatre theater orchestra band choir ensemble opera
		ballet festival award awards prize medal cup championship championships olympics games tournament conference congress parliament
		senate assembly court tribunal act law bill treaty agreement constitution amendment project program programme system model
		models theory theorem algorithm method effect equation syndrome disease virus street road avenue boulevard lane drive
		square park garden gardens bridge tower building house hall palace castle hotel airport station port harbor harbour river
		lake sea ocean bay gulf island islands mountain mountains mount hill hills valley desert forest beach coast cape peninsula
		canyon county state province district region republic kingdom empire nation nations states territory north south east west
		northern southern eastern western central war battle revolution day night week month year century age era festival
		show album song film movie series episode chapter volume game prix open international national global world american
		european african asian british english french german italian spanish russian chinese japanese indian canadian australian
		technologies technology software systems solutions networks online web internet airlines energy oil gas power electric
		blvd ave turnpike trail place statue minster meeting universe steel chemical pharmaceuticals foods summit forum initiative treaty protocol report index list guide manual dictionary encyclopedia
		bible quran gospel testament psalm database language learning intelligence network machine research science sciences
		arts studies history economics physics chemistry biology medicine engineering mathematics philosophy law`)
	// Places are not people's names when they occur alone.
	Places = NewWordSet(`afghanistan africa alabama alaska albania algeria america american amsterdam angola antarctica arabia argentina arizona
		arkansas armenia asia athens atlanta auckland austin australia austria azerbaijan baghdad bahrain baltimore bangkok
		bangladesh barcelona bavaria beijing beirut belarus belgium belgrade berlin bermuda birmingham bolivia bombay bosnia boston
		brasília brazil bristol britain brooklyn brussels bucharest budapest bulgaria burma cairo calcutta california cambodia
		cambridge cameroon canada caracas caribbean catalonia chechnya chicago chile china cleveland cologne colombia colorado
		congo connecticut copenhagen cornwall crimea croatia cuba cyprus czechoslovakia damascus delaware delhi denmark denver detroit
		dresden dubai dublin düsseldorf ecuador edinburgh egypt england estonia ethiopia europe finland florence florida france
		frankfurt geneva georgia germany ghana gibraltar glasgow greece greenland guatemala haiti hamburg hanoi harlem havana hawaii
		helsinki hiroshima holland hollywood honduras honolulu houston hungary iceland idaho illinois india indiana indonesia
		iowa iran iraq ireland israel istanbul italy jakarta jamaica japan jerusalem johannesburg jordan kabul kansas kashmir
		kazakhstan kentucky kenya kiev korea kosovo kuwait kyiv kyoto laos latvia lebanon leeds leipzig liberia libya lima lisbon
		lithuania liverpool london louisiana luxembourg lyon macedonia madrid maine malaysia malta manchester manhattan manila
		marseille maryland massachusetts mecca melbourne mexico miami michigan milan minnesota mississippi missouri moldova monaco
		mongolia montana montreal morocco moscow mosul mumbai munich myanmar naples nashville nebraska nepal netherlands nevada
		newfoundland nicaragua niger nigeria norway oakland ohio oklahoma ontario oregon orlando oslo ottawa oxford pakistan
		palestine panama paraguay paris pennsylvania persia peru philadelphia philippines phoenix pittsburgh poland portland portugal
		prague princeton prussia quebec queensland rio riyadh romania rome rotterdam russia rwanda salzburg santiago sarajevo
		saskatchewan saxony scandinavia scotland seattle senegal seoul serbia shanghai siberia sicily singapore slovakia slovenia
		somalia spain stalingrad stockholm strasbourg stuttgart sudan sumatra sweden switzerland sydney syria taipei taiwan
		tanzania tasmania tehran tennessee texas thailand tibet tokyo toronto tunisia turin turkey uganda ukraine uk usa
		uruguay utah uzbekistan vancouver vatican venezuela venice vermont versailles vienna vietnam virginia wales warsaw
		washington wellington westminster wisconsin wyoming yemen yorkshire yugoslavia zagreb zambia zimbabwe zurich zürich
		deutschland österreich schweiz frankreich italien spanien england russland china usa europa`)
	// NeverNames are capitalised words that are not names: days, months,
	// peoples, faiths, and words that begin headings and sentences.
	NeverNames = NewWordSet(`those usually questions guest training play actress occupation january february march april june july august september october november december monday tuesday wednesday
		thursday friday saturday sunday christmas easter ramadan hanukkah thanksgiving american americans british english french german germans
		italian spanish russian russians chinese japanese korean indian canadian australian european europeans african asian arab
		arabs israeli israelis palestinian palestinians iranian iraqi syrian turkish greek roman latin dutch swedish norwegian danish
		finnish polish czech hungarian austrian swiss irish scottish welsh mexican brazilian cuban egyptian christian christians
		muslim muslims jewish jews jew catholic catholics protestant protestants hindu buddhist islam islamic christianity
		judaism republican republicans democrat democrats democratic conservative conservatives liberal liberals labour tory
		communist socialist nazi nazis soviet congress senate parliament government state house court god lord jesus christ internet
		web google facebook twitter youtube amazon apple microsoft wikipedia nasa nato un eu usa uk fbi cia ai tv dna ok pm am
		north south east west northern southern eastern western new old great first second third one two three four five six
		seven eight nine ten yes no please thanks thank hello dear note notes photo image figure table source sources see also read
		more related share chapter section part page volume act scene street university college school institute company press
		montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember`)
	// Particles are the lower-case words between the parts of a name.
	Particles = NewWordSet(`de da do dos das del della delle di du des la le van von der den ter ten zu zum zur bin ibn al el ben bint y af av
		o' d' l' 't`)
	// FamilyNameFirst are family names that are written before the given names.
	FamilyNameFirst = NewWordSet(`chan chang chen cheng cheung chiang chiu chow choi chu chung deng ding fan fang feng fu fung gao guo han he ho hong
		hou hsieh hsu hu huang hui hwang jiang jin kan kang ko kong ku kuo kwan kwok kwong lai lam lau law lee leung li liang lin ling
		liu lo lu luo ma mao ng ou pan peng qian qin qiu shen shi shum siu song su sun tai tam tan tang tian tien tong tsai tsang tse
		tsui tu wan wang wei wen wong woo wu xi xia xiao xie xu xue yan yang yao yau ye yeung yim yin yip yu yuan yuen zeng zhang zhao
		zheng zhong zhou zhu zou bae baek cho choe gong gwon heo im jang jeon jeong jo joo jung kim koo kwak kwon moon nam noh oh
		nguyễn trần lê phạm võ vũ đặng bùi đỗ hồ ngô dương lý huỳnh hoàng đinh
		paik park ryu seo shin sim sohn son suh woo yoo yoon nguyen tran le pham phan vo dang bui do ngo duong ly ban`)
	// NameSuffixes come after a name.
	NameSuffixes = NewWordSet(`jr sr jr. sr. ii iii iv phd esq`)
	// PlainWords are common words that begin a sentence, with a capital, and
	// are not part of a name.
	PlainWords = NewWordSet(`the a an and or but nor so yet for if in on at by to of from with without within into onto upon over under above below
		between among through during before after since until while when where why how what who whom whose which that this these
		those there here he she it we they you i my your his her its our their me him us them as is are was were be been being am
		do does did has have had can could will would shall should may might must not no nor only also just even still
		again once twice then than thus hence however although though because unless whether either neither both each every all any
		some many much more most few several other another such same own very too quite rather almost about around across against along
		despite except like near off out past per plus toward towards up down via today tomorrow yesterday now soon later
		meanwhile moreover furthermore nevertheless nonetheless therefore otherwise instead indeed perhaps maybe
		according based born given born let make take get go come see look think know want use find give tell ask work
		seem feel try leave call good new first last long great little own right big high different small large next early young
		important public bad able based best better asked told said says speaking writing using being having born
		dear well yeah oh hey hi hello okay sure why thanks sorry welcome one two three another others
		der die das ein eine einer eines und oder aber nicht auch nach bei mit von für auf im am zum zur er sie es wir ich ihr
		angesichts trotz wegen aufgrund gegenüber während gegen durch unter über zwischen neben seit bis ohne um den dem des einen einem seine ihre
		jegliche jede jeder alle viele manche gefragt befragt zudem außerdem dabei damit daher dort hier jetzt nun dann doch noch schon so wie was wer
		nur kein keine dass da denn dies dieser diese dieses welche ihre ihr sein unser mein man viele einige beide andere etwa rund fast bereits
		immer wieder zuvor danach später heute gestern morgen zuerst zunächst schließlich allerdings jedoch trotzdem vielleicht natürlich endlich
		wenn falls ob weil obwohl während als dass laut selbst sogar nie niemals ohne statt niemand keiner
		le la les un une des et ou mais il elle nous vous ils elles dans sur avec pour par en el los las uno una y pero su sus
		para según pour selon d'après comme como secondo segundo как по но если когда что это он она мы они в на с о`)
)
