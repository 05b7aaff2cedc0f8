package web

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// A paywallReader detects what keeps a reader from the article: pages that ask
// to sign in, to pay, or to prove that the visitor is not a program.
type paywallReader struct {
	title     string
	text      string // the beginning of the page's text, without menus
	paywalled bool   // the page says so itself
	password  bool   // it has a password field
	scripts   int    // bytes of scripts
	loads     bool   // it loads scripts of its site
	letters   int    // bytes of text
	links     int    // bytes of text within links
	shell     bool   // it has an empty element for scripts to fill
	index     bool   // it lists articles
	article   bool   // it is marked as an article
}

// gateRoom is the most bytes of a page's text that are examined.
const gateRoom = 20_000

func newGate(root *html.Node) paywallReader {
	var g paywallReader
	var b strings.Builder
	var visit func(n *html.Node, depth int, link, menu bool)
	visit = func(n *html.Node, depth int, link, menu bool) {
		if depth > MaxDepth {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				text := lang.OneLine(c.Data)
				g.letters += len(text)
				if link {
					g.links += len(text)
				}
				if b.Len() < gateRoom && !menu {
					b.WriteString(text[:min(len(text), gateRoom)] + " ")
				}
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Script:
				g.loads = g.loads || Attr(c, "src") != ""
				if c.FirstChild != nil {
					g.scripts += len(c.FirstChild.Data)
					if strings.Contains(c.FirstChild.Data, "isAccessibleForFree") && paywallData.Get().MatchString(c.FirstChild.Data) {
						g.paywalled = true
					}
				}
			case c.DataAtom == atom.Style || c.DataAtom == atom.Template:
			case c.DataAtom == atom.Title:
				g.title = beginning(innerText(c))
			default:
				if c.DataAtom == atom.Meta {
					g.readMeta(lang.FirstNonBlank(Attr(c, "property"), Attr(c, "itemprop")), strings.ToLower(Attr(c, "content")))
				}
				if c.DataAtom == atom.Input && strings.EqualFold(Attr(c, "type"), "password") {
					g.password = true
				}
				if !g.shell && c.FirstChild == nil || shellNames.Has(Attr(c, "id")) {
					text, brief := briefText(c, emptyShell)
					g.shell = g.shell || brief && len(text) < emptyShell && (shellNames.Has(Attr(c, "id")) || c.Data == "app-root")
				}
				visit(c, depth+1, link || c.DataAtom == atom.A, menu || c.DataAtom == atom.Nav || c.DataAtom == atom.Header || c.DataAtom == atom.Footer)
			}
		}
	}
	visit(root, 0, false, false)
	g.text = strings.ToLower(quotation.Get().ReplaceAllString(strings.ToValidUTF8(b.String(), " "), " "))
	return g
}

// readMeta reads a <meta> element.
func (g *paywallReader) readMeta(name, content string) {
	switch {
	case name == "og:type" && content == "article":
		g.article = true
	case name == "isAccessibleForFree" && content == "false", name == "article:content_tier" && content == "locked":
		g.paywalled = true
	}
}

// quotation matches words that a page quotes: what a gate says, it says itself.
var quotation = lang.NewPattern(`(?:^|[\s(])(?:["“„]|«\s?)[^\s"“”„«»][^"“”„«»]{0,200}["”“»]`)

// shellNames are the ids of the elements into which scripts write a page.
var shellNames = lang.NewWordSet("root app __next __nuxt ___gatsby app-root svelte ember-application main-app react-root")

// emptyShell is the most bytes of text in an element that waits for its script.
const emptyShell = 40

var (
	paywallData = lang.NewPattern(`"isAccessibleForFree"\s*:\s*"?(?i:false)`)
	paywallText = lang.NewPattern(`subscribe (?:now )?to (?:continue|read|keep)|(?:to continue|keep) reading,? (?:subscribe|sign up|log in|create)|continue reading (?:with|for|by)|this (?:article|content|story) is (?:only )?(?:for|available (?:only )?(?:to|for)) (?:our )?(?:paying |premium )?(?:subscribers|members)|subscribers[ -]only|only for (?:paying |premium )?(?:subscribers|members)|become a (?:subscriber|member) to (?:read|continue|keep|see|unlock)|subscribe\b.{0,60} to (?:keep|continue) reading|read (?:the full|the rest|the whole)\b[^.!?]{0,60}subscri|(?:for|a) paid subscribers?\b|available to [^.!?]{0,30}members only|you(?:'|’)?(?:ve| have) (?:read|reached|used) (?:up )?(?:your|all|the)[^.]{0,40}(?:free|limit)|unlock (?:this|the full|the whole) (?:article|story)|to read the (?:full|whole|rest of the|rest of this) (?:story|article)[^.]{0,40}(?:trial|subscri|sign up)|start your (?:free )?(?:trial|subscription) to` +
		`|(?:nur|exklusiv) für abonnent|weiterlesen mit|mit (?:einem )?abo weiterlesen|(?:schon|bereits) (?:ein )?[^.!?]{0,20}abonn|abo\b[^.!?]{0,30} weiterlesen|jetzt abonnieren und|abonnieren,? um weiterzulesen` +
		`|réservée? (?:aux|à nos) abonnés|abonnez-vous pour|lire la suite,? abonn|déjà abonnée? ?\?|il vous reste \d+ ?%` +
		`|(?:solo|sólo|exclusivo) para suscriptores|suscríbe(?:te|se) para|(?:ya|eres) (?:eres )?suscriptor\?` +
		`|riservat[oai] agli abbonati|abbonati per|apenas para assinantes|(?:exclusivo|exclusiva) para assinantes|assine para|alleen voor abonnees|word abonnee` +
		`|有料会員限定|会員限定|残り\s*[\d,]+\s*文字|続きを読むには|续读|登录后(?:查看|阅读|继续)|订阅后(?:阅读|查看)|付费(?:阅读|会员)|구독자 전용|로그인 후 (?:이용|읽)`)
	// payHint matches text that newsletters have, too.
	payHint   = lang.NewPattern(`already a (?:subscriber|member)\?`)
	robotText = lang.NewPattern(`checking (?:if the site connection is secure|your browser)|verify(?:ing)? (?:that )?you are (?:a )?human|(?:confirm|prove) (?:that )?you(?:'|’| a)re (?:a )?(?:human|not a (?:ro)?bot)|are you a robot|not a robot|unusual traffic|access denied|you have been blocked|review the security of your connection|enable javascript and cookies to continue|just a moment\.\.\.|ddos protection|complete the (?:captcha|security check)|please verify you are|disable any ad ?blocker|automated (?:traffic|requests)|(?:solve|complete|completa|résolvez) (?:the |a |el |le )?captcha` +
		`|kein roboter|ob sie ein mensch|vous êtes humain|un ser humano|ungewöhnlichen datenverkehr|ihr(?:en)? browser (?:wird )?überprüf|pas un robot|trafic inhabituel|no eres un robot|no soy un robot|tráfico inusual|comprobando (?:tu|su) navegador|non sei un robot|não é um robô|geen robot`)
	scriptText = lang.NewPattern(`(?:enable|turn on|activate) javascript|javascript is (?:disabled|required|not enabled|turned off)|needs? javascript|requires javascript|without javascript|javascript enabled` +
		`|aktivier\w+ (?:sie )?(?:bitte )?javascript|javascript (?:zu )?aktivieren|javascript ist (?:deaktiviert|erforderlich)|activ\w+ (?:le )?javascript|javascript est (?:désactivé|requis|nécessaire)|(?:habilit|abilit|activ|attiv|ativ)\w+ (?:el |o )?javascript|schakel javascript|javascript in te schakelen`)
	loginText = lang.NewPattern(`\b(?:log ?in|sign ?in|logged in|anmelden|einloggen|se connecter|connexion|iniciar sesión|inicia sesión|accedi|fazer login|inloggen)\b`)
	// loginWanted matches text that says there is more for those who sign in.
	// Signing in to comment does not count.
	loginWanted = lang.NewPattern(`(?:sign|log|logged) ?in to (?:your account to )?(?:continue|read|view|see|access)|you (?:must|need to) (?:sign|log) ?in|join (?:now |us )?to (?:see|view|read)` +
		`|melden sie sich (?:bitte )?an|nur für (?:angemeldete|registrierte)|(?:anmelden|einloggen),? um|vous devez (?:être connecté|vous connecter|vous identifier)|connectez-vous pour|(?:debes|tienes que|necesitas) iniciar sesión|inicia sesión para` +
		`|accedi per|effettuare (?:l(?:'|’)accesso|il login)|faça (?:o )?login|entre para (?:ver|ler|continuar)|log in om|ingelogd zijn om`)
	// accountWanted matches the same where the beginning of the text is shown.
	accountWanted = lang.NewPattern(`(?:create|register for|sign up for) an? (?:free )?account to (?:continue|read|keep|view|see|unlock)|(?:sign|log) in or (?:register|create|sign up)[^.!?]{0,40} to (?:continue|read|keep|view|see|unlock)|register (?:for free |now )?to (?:continue|read|keep)` +
		`|(?:kostenlos )?registrieren,? (?:und|um) weiter(?:zu)?lesen|(?:créez|créer) un compte[^.!?]{0,30} pour (?:lire|continuer)|regístrate (?:gratis )?para (?:leer|seguir|continuar)|registrati per (?:leggere|continuare)`)
	// botTitle and botWords are in a page that looks at who visits: one of the
	// former, or minBotWords of the latter.
	botTitle = lang.NewPattern(`^(?:one moment|just a moment|attention required|access (?:denied|to this page has been denied)|(?:human|bot|security) (?:verification|check)|checking your browser|pardon our interruption|are you a (?:ro)?bot|please (?:wait|verify)|einen moment|un momento|un instant)\b`)
	botWords = strings.Split("captcha|robot| bot | bots |automated|ray id|cloudflare|security service|a human|your ip|your address|scripts in your browser|javascript and cookies|cookies and|network that|incident id|reference #", "|")
	// consentText is in a page that asks for consent first, regionText in one
	// that is not shown in a country.
	consentText = lang.NewPattern(`before you continue\b|we and our (?:\d+ )?(?:partners|vendors)|store and(?:/or)? access (?:personal data|information on)|(?:wir|unsere) und unsere (?:\d+ )?partner|nous et nos (?:\d+ )?partenaires|nosotros y nuestros (?:\d+ )?(?:socios|proveedores)`)
	regionText  = lang.NewPattern(`(?:not|isn(?:'|’)t|un) ?available in (?:your|this) (?:region|country|location)|european economic area[^.!?]{0,120}(?:access|general data protection)|unavailable (?:due to|for) legal reasons|in (?:ihrem land|ihrer region) nicht verfügbar|pas (?:disponible|accessible) dans votre (?:pays|région)|no (?:está )?disponible en (?:tu|su) (?:país|región)`)
	goneText    = lang.NewPattern(`page not found|error 404|404 not found|this page (?:does not|doesn(?:'|’)t) exist|seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada`)
)

// How much text a page must have for its gates not to matter, in bytes.
const (
	minPageLetters = 1200
	wallLetters    = 400  // the text of a gate itself
	botLetters     = 700  // the same, with an explanation or a teaser
	teaserOf       = 1500 // the part of an article that is shown to those who do not pay
)

// warnings returns the gates of the page, each with what to do about it.
func (g paywallReader) warnings(blocks []draft.Block) []article.Warning {
	letters, sentences, longest := 0, 0, 0
	for _, b := range blocks {
		letters += len(b.Text)
		if b.Level == 0 && b.Kind != article.List {
			longest = max(longest, len(b.Text))
		}
		if b.Level == 0 && len(b.Text) > 80 {
			sentences++
		}
	}
	var list []article.Warning
	serious := func(text string) { list = append(list, article.Warning{Text: text, Serious: true}) }
	title := strings.ToLower(g.title)
	short, wall := letters < minPageLetters, letters < wallLetters
	cut := endsOpen(blocks)
	switch {
	case letters < teaserOf && (botTitle.Get().MatchString(strings.TrimSpace(title)) || g.namesBots() >= minBotWords), letters < botLetters && robotText.Get().MatchString(title+" "+g.text):
		serious("The site asks visitors to prove that they are human. Open the page yourself and paste its text.")
	case short && goneText.Get().MatchString(title), letters < botLetters && goneText.Get().MatchString(g.text[:min(len(g.text), 600)]):
		serious("The site says that there is no such page. Check the link.")
	case g.paywalled && (letters < teaserOf || cut), (letters < 3*minPageLetters || cut) && g.asksToPay(), (short || cut) && g.hintsAtPay():
		serious("The text seems to be cut where the site asks to subscribe. If you can read it, paste the whole text.")
	case letters < botLetters && regionText.Get().MatchString(title+" "+g.text):
		serious("The site does not show this page in the country that it was read from. Open it yourself and paste its text.")
	case letters < botLetters && asksConsent(blocks):
		serious("The site first asks for consent to cookies. Open the page yourself and paste its text.")
	case wall && (scriptText.Get().MatchString(g.text) || g.shell || g.scripts > 40*max(g.letters, 1) || g.loads && letters == 0):
		serious("The page shows its text only in a browser. Open it yourself and paste its text.")
	case letters < teaserOf && accountWanted.Get().MatchString(g.text), wall && sentences < 3 && (g.password || loginText.Get().MatchString(title+" "+g.text)), letters < botLetters && loginWanted.Get().MatchString(g.text):
		serious("The site asks to sign in. Open the page yourself and paste its text, or add it as a file.")
	case g.index && !g.article, sentences < 3 && longest < teaser && g.links*10 > g.letters*6 && g.letters > 600:
		serious("The page looks like a list of links, not like an article. Use the address of one article.")
	}
	return list
}

// asksConsent reports whether the text itself asks for consent. A banner above
// an article is not part of its text.
func asksConsent(blocks []draft.Block) bool {
	return slices.ContainsFunc(blocks, func(b draft.Block) bool { return consentText.Get().MatchString(strings.ToLower(b.Text)) })
}

// minBotWords is how many words about visits by programs can't be chance, in a
// short text.
const minBotWords = 4

// namesBots counts the page's words about visits by programs.
func (g paywallReader) namesBots() (n int) {
	for _, w := range botWords {
		if strings.Contains(g.text, w) {
			n++
		}
	}
	return n
}

// endsOpen reports whether the text breaks off.
func endsOpen(blocks []draft.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	last := strings.TrimRight(blocks[len(blocks)-1].Text, " ])")
	return strings.HasSuffix(last, "…") || strings.HasSuffix(last, "...")
}

// reason says why a page has no text.
func (g paywallReader) reason() string {
	if list := g.warnings(nil); len(list) > 0 {
		return strings.TrimSuffix(list[0].Text, ".")
	}
	return "the page has no text of its own"
}

// payWords are required by paywallText; checking them first is fast.
var payWords = []string{"subscri", "reading", "member", "abonn", "suscr", "limit", "free", "unlock", "weiterlesen", "trial", "reste", "abbonat", "assin", "会員", "文字", "続き", "登录", "订阅", "付费", "구독", "로그인"}

func (g paywallReader) asksToPay() bool {
	return draft.ContainsAny(g.text, payWords) && paywallText.Get().MatchString(g.text)
}

// hintsAtPay reports whether the page speaks to those who pay already.
func (g paywallReader) hintsAtPay() bool {
	return draft.ContainsAny(g.text, payWords) && payHint.Get().MatchString(g.text)
}
