package draft

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// chromeLength is the most bytes of a line that can be part of the page around
// an article.
const chromeLength = 180

// chromeLines are lines of pages around their articles, in lower case, without
// marks at their ends.
var chromeLines = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, line := range strings.Split(`share|share this|share this article|share this post|share this story|share on|share via
tweet|tweet this|pin it|copy link|link copied|print this page|email this|found this useful? share it|found this useful|enjoyed this article? share it
share|tweet this|tweet|save|print|email|facebook|twitter|linkedin|whatsapp|pinterest|reddit
share on facebook|share on twitter|share on x|share on linkedin|share on reddit|share by email|share on whatsapp
advertisement|advertisment|sponsored content|article continues below advertisement|story continues below advertisement|continue reading|read more|show more|load more|view comments|leave a comment|add a comment|post a comment
skip to content|skip to main content|jump to content|back to top|back to home|toggle navigation|open menu|close menu|main menu|search this site
table of contents|on this page|inhaltsverzeichnis|sommaire|tabla de contenidos|recent articles|popular this week|popular articles|in this article|click to tweet|breaking news|tweet this quote|something to consider
subscribe|subscribe now|sign up|sign in|log in|sign up now|subscribe to our newsletter|sign up for our newsletter|join our newsletter|get our newsletter|follow us|follow us on
accept|accept all|accept all cookies|reject all|manage cookies|cookie settings|cookie policy|privacy policy|terms of service|terms of use|all rights reserved
teilen|diesen artikel teilen|artikel teilen|anzeige|weiterlesen|kommentare anzeigen|nach oben|zum inhalt springen|newsletter abonnieren
partager|partager cet article|publicité|lire la suite|compartir|compartir este artículo|publicidad|leer más|condividi|pubblicità`, "\n") {
		for _, s := range strings.Split(line, "|") {
			m[s] = true
		}
	}
	return m
})

// tailHeads are the lines above lists of other articles, with blanks written as
// underscores.
var tailHeads = lang.NewWordSet(`you_might_also_like you_may_also_like you_might_also_enjoy also_on_this_site related related_articles related_posts
	related_stories related_reading related_content read_next read_also more_from_this_author more_stories more_articles recommended recommended_for_you
	recommended_reading keep_reading what_to_read_next trending most_read most_popular popular_posts latest_news latest_posts latest_articles
	das_könnte_sie_auch_interessieren mehr_zum_thema auch_interessant à_lire_aussi lire_aussi
	neueste_artikel meistgelesene_artikel meistdiskutierte_artikel meistgelesen meist_gelesen weitere_artikel ähnliche_artikel schon_gelesen zum_weiterlesen
	verwandte_artikel mehr_artikel das_könnte_dich_auch_interessieren lesen_sie_auch más_leídas lo_más_leído noticias_relacionadas te_puede_interesar
	valora_esta_noticia articles_similaires sur_le_même_sujet les_plus_lus articoli_correlati leggi_anche you_might_like more_like_this more_on_this_story
	popular_stories popular_articles popular_now popular_news most_viewed most_commented most_shared trending_now trending_stories related_news in_other_news other_stories other_news
	around_the_web recent_posts recent_articles recent_stories featured_stories featured_articles beliebte_artikel beliebte_beiträge neueste_beiträge articles_populaires articles_récents
	artículos_populares entradas_recientes
	you_may_have_missed others_also_read readers_also_read what_others_are_reading andere_lesen_auch à_ne_pas_manquer no_te_lo_pierdas
	more_news top_stories editors'_picks editor's_picks latest_stories read_more_stories about_the_author share_this_story leave_a_reply comments también_te_puede_interesar artículos_relacionados`)

// A lineShape is a pattern for a whole line. Each such line has one of its
// words: most lines have none, and are not matched.
type lineShape struct {
	words   []string
	pattern *lang.Pattern
}

func like(words, expr string) lineShape {
	return lineShape{strings.Split(words, "|"), lang.NewPattern("^(?:" + expr + ")$")}
}

func (s lineShape) is(line string) bool {
	return ContainsAny(line, s.words) && s.pattern.Get().MatchString(line)
}

// ContainsAny reports whether text contains one of words.
func ContainsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// chromeShapes are lines like chromeLines that vary.
var chromeShapes = []lineShape{
	like("min", `(?:reading time|lesezeit|temps de lecture)?:?\s*(?:about |ca\. )?\d{1,3}[ -]?min(?:ute)?[ns]?\.?(?: de)?(?: read| reading| reading time| lesezeit| lecture| lectura)?`),
	like("comment|share|like|views|claps|replies", `\d[\d.,]*k? (?:comments?|shares?|likes?|views|claps|replies)`+
		`|like this (?:story|article)\?.*share.*|note: we are .*comments.*|post comment.*`),
	like("cookie|by continuing|by clicking|by using", `(?:we|this (?:web)?site) uses? cookies.*|by (?:continuing|clicking|using) .*(?:cookies|terms|privacy).*`),
	like("subscribe|sign up|inbox|want more|no spam", `(?:subscribe|sign up) (?:to|for) (?:our|my|the) .*(?:newsletter|mailing list|updates|inbox).*`+
		`|get .* (?:delivered|straight|sent) to your inbox.*|subscribe to the .*(?:newsletter|letter|feed|list|blog|podcast|channel|magazine|paper|post|times|updates?)\b.*|want more .+\? (?:get|subscribe|sign up).*`+
		`|sign up:? (?:stay|get|be) .*newsletters?.*|no spam\b.*`),
	like("©|(c)|copyright", `(?:©|\(c\)|copyright ©).*(?:19|20)\d\d.*|(?:©|copyright).+(?:무단|금지|all rights reserved).*`),
	like("follow|reach|find|contact", `follow us on .*|(?:follow|reach|find|contact) .+ (?:on|via) (?:twitter|facebook|instagram|x|linkedin|social media)\b.*`+
		`|e-?mail .+ at .+\bfollow .*`),
	like("click here|want to|if you|learn more|caption|close", `click here (?:to|for) .*|(?:do you )?want to (?:be informed|know more|(?:stay|receive|get) .*(?:newsletter|inbox|update|mail|notif|alert|news|subscri|sign up|follow)).*`+
		`|if you (?:enjoyed|liked) this (?:article|post|story|piece|video|episode|recipe|interview|blog|content)\b.*|(?:and )?if you have (?:a )?(?:news )?tips?\b.*|learn more|caption|close`),
	like("filed under|homepage|commission|listen to", `filed under\b.*|make .+ my homepage|.* (?:may|might) (?:earn|receive|get) .*commission.*`+
		`|listen to .+ live (?:at|on) .*`),
	like("published|updated|posted", `(?:first )?(?:published|updated|posted)(?: on| at)?:? .{0,30}\b(?:19|20)\d\d\b.{0,24}`),
	like("image |photo |picture |bild ", `(?:image|photo|picture|bild) \d+ (?:of|von|/) ?/? ?\d+`),
	like("categor|tag|schlagw|étiquette|etiqueta", `\d{1,2}[./-]\d{1,2}[./-]\d{4}\b.*\b(?:categor|tags?\b|schlagw|étiquette|etiqueta).*`),
	like("caption|sign in|log in|contribute", `(?:hide|show|view) captions?|(?:please )?(?:sign|log) ?in (?:now )?to (?:share|comment|post|reply|vote|contribute|follow|save)\b.{0,40}|be (?:the )?first to (?:contribute|comment)`),
	like("your browser", `.*your browser (?:does not|doesn['’]t) support .*`),
	like("http", `https?://\S+|(?:more|mehr) .+: https?://\S+.*`),
}

// IsChrome reports whether line belongs to the page around an article: a
// reading time, share buttons, the newsletter, cookies.
func IsChrome(line string) bool {
	if len(line) > chromeLength {
		return false
	}
	if isCredit(line) {
		return true
	}
	line = FoldLine(line)
	return chromeLines()[line] || slices.ContainsFunc(chromeShapes, func(s lineShape) bool { return s.is(line) })
}

// datelineLength is the most bytes of a line that says when a page was published
// or changed, and who did it.
const datelineLength = 90

// datelineVerb matches a dateline that names an agency.
var datelineVerb = lang.NewPattern(`(?i)\b(?:published|posted|updated)\b.*\d`)

// IsDateline reports whether line only says when, and perhaps by which agency:
// “Updated 1:33 am CST, Wednesday, November 20, 2019”.
func IsDateline(line string) bool {
	if len(line) > datelineLength || !strings.ContainsAny(line, "0123456789") {
		return false
	}
	date, rest := lang.FindDate(line)
	if date == "" {
		return false
	}
	rest = strings.TrimFunc(lang.TrimClock(rest), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return rest == "" || datelineVerb.Get().MatchString(line) && IsName(rest)
}

// photoCredit matches a line that names the photographer and says nothing about
// the picture.
var photoCredit = lang.NewPattern(`(?i)^[(\[•\s]*(?:(?:photo(?:graph)?s?|image|picture|pic|illustration|foto|bild|titelbild|beitragsbild|fotos|bilder|фото|photographie|crédit(?: photo)?|imagen|immagine)(?: (?:by|credit|copyright|courtesy(?: of)?|via|source|von)\b)?\s*[:/©]*\s*|credits?\s*[:.…]+\s*|©\s*)((?:[^.!?]|\b\pL\.)+?)[.)\]]*$`)

// creditWords are words that photoCredit requires.
var creditWords = strings.Split("photo|image|pic|illustration|foto|bild|фото|crédit|imagen|immagine|credit|©", "|")

// creditLength is the most code points of a picture credit.
const creditLength = 75

// isCredit reports whether line is only a picture credit.
func isCredit(line string) bool {
	low := strings.ToLower(line)
	if !strings.ContainsAny(line, ":/©") && !ContainsAny(low, []string{" by ", "copyright", " via "}) || !ContainsAny(low, creditWords) {
		return false
	}
	m := photoCredit.Get().FindStringSubmatch(line)
	return m != nil && utf8.RuneCountInString(m[1]) <= creditLength && len(strings.Fields(line)) <= 9*max(1, strings.Count(low, "photo:"))
}

// IsTailHeading reports whether line announces a list of other articles.
func IsTailHeading(line string) bool {
	return len(line) < 60 && tailHeads.Has(strings.ReplaceAll(FoldLine(line), " ", "_"))
}

// FoldLine returns line in lower case, without marks at its ends.
func FoldLine(line string) string {
	return strings.TrimFunc(strings.ToLower(line), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '©' && r != '('
	})
}

// DropChrome removes the page around the article from blocks: its lines
// anywhere, what it repeats, and a list of other articles at the end.
func DropChrome(blocks []Block) []Block {
	kept := blocks[:0]
	times := map[string]int{}
	for _, b := range blocks {
		times[b.Text]++
	}
	for i, b := range blocks {
		b.Text = withoutTweet(b.Text)
		if IsTailHeading(b.Text) && (onlyLinks(blocks[i+1:]) || smallTail(blocks[:i], blocks[i+1:])) {
			break
		}
		if b.Kind != article.Code && b.Level == 0 && IsChrome(b.Text) || b.Level > 0 && chromeLines()[FoldLine(b.Text)] {
			continue
		}
		if n := times[b.Text]; n < 0 {
			continue
		} else if n >= oftenSaid && len(b.Text) > repeatLength && !lang.IsSentence(b.Text) {
			times[b.Text] = -1
		}
		kept = append(kept, b)
	}
	return kept
}

// withoutTweet removes the share button after a sentence.
func withoutTweet(text string) string {
	const button = "click to tweet"
	rest := strings.TrimRight(text, ".!")
	if at := len(rest) - len(button); at >= 0 && strings.EqualFold(rest[at:], button) {
		return strings.TrimRight(rest[:at], " ")
	}
	return text
}

// A text of more than repeatLength bytes that is not a sentence and appears
// oftenSaid times on a page is the name of its pictures, which the author did
// not write.
const (
	repeatLength = 60
	oftenSaid    = 4
)

// The last paragraph may be about the article rather than a part of it: who
// helped to write it, what else to read. It has at most closingLength bytes.
const closingLength = 600

var closingWords = lang.NewPattern(`(?i)\bcontributed (?:reporting\b|to this (?:report|article|story)\.?$)|^if you (?:enjoyed|liked) this (?:article|post|story|piece)\b`)

// DropClosing removes paragraphs about the article from its end, such as who
// helped to write it.
func DropClosing(blocks []Block) []Block {
	for n := len(blocks) - 1; n > 0; n-- {
		if b := blocks[n]; b.Kind != article.Paragraph || b.Level > 0 || len(b.Text) > closingLength || !closingWords.Get().MatchString(b.Text) {
			break
		}
		blocks = blocks[:n]
	}
	return blocks
}

// smallTail reports whether the tail of a page is at most a fifth of it, with
// no block longer than a teaser.
func smallTail(text, tail []Block) bool {
	before, after := 0, 0
	for _, b := range text {
		before += len(b.Text)
	}
	for _, b := range tail {
		if after += len(b.Text); len(b.Text) > 400 {
			return false
		}
	}
	return 4*after <= before
}

// onlyLinks reports whether blocks, the end of a page, have only a few short
// lines and nothing that reads like text.
func onlyLinks(blocks []Block) bool {
	lines := 0
	for _, b := range blocks {
		for _, line := range strings.Split(b.Text, "\n") {
			lines++
			if utf8.RuneCountInString(line) > 140 || lines > 40 {
				return false
			}
		}
	}
	return true
}
