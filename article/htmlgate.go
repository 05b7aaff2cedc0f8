package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A gate notices what stands between a reader and an article: pages that
// ask to sign in, to pay, or to prove that one is no program.
type gate struct {
	title     string
	text      string // the first letters of the page
	paywalled bool   // the page says so itself
	password  bool   // it asks for one
	scripts   int    // bytes of scripts
	letters   int    // bytes of text
	links     int    // bytes of text within links
}

// gateRoom is how much of a page's text is looked into.
const gateRoom = 20_000

func newGate(root *html.Node) gate {
	var g gate
	var b strings.Builder
	var visit func(n *html.Node, depth int, link bool)
	visit = func(n *html.Node, depth int, link bool) {
		if depth > deepest {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				text := oneLine(c.Data)
				g.letters += len(text)
				if link {
					g.links += len(text)
				}
				if b.Len() < gateRoom {
					b.WriteString(text[:min(len(text), gateRoom)] + " ")
				}
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Script:
				if c.FirstChild != nil {
					g.scripts += len(c.FirstChild.Data)
					if strings.Contains(c.FirstChild.Data, "isAccessibleForFree") && paywallData.get().MatchString(c.FirstChild.Data) {
						g.paywalled = true
					}
				}
			case c.DataAtom == atom.Style || c.DataAtom == atom.Template:
			case c.DataAtom == atom.Title:
				g.title = innerText(c)
			default:
				if c.DataAtom == atom.Input && strings.EqualFold(attr(c, "type"), "password") {
					g.password = true
				}
				visit(c, depth+1, link || c.DataAtom == atom.A)
			}
		}
	}
	visit(root, 0, false)
	g.text = strings.ToLower(strings.ToValidUTF8(b.String(), " "))
	return g
}

var (
	paywallData = pattern(`"isAccessibleForFree"\s*:\s*"?(?i:false)`)
	robotText   = pattern(`checking (?:if the site connection is secure|your browser)|verify (?:that )?you are (?:a )?human|are you a robot|unusual traffic|access denied|enable javascript and cookies to continue|just a moment\.\.\.|ddos protection|complete the (?:captcha|security check)|please verify you are`)
	scriptText  = pattern(`(?:please )?(?:enable|turn on|activate) javascript|javascript is (?:disabled|required|not enabled)|needs? javascript|requires javascript`)
	loginText   = pattern(`\b(?:log ?in|sign ?in|anmelden|einloggen|se connecter|iniciar sesión)\b`)
	goneText    = pattern(`page not found|error 404|404 not found|this page (?:does not|doesn(?:'|’)t) exist|seite nicht gefunden`)
)

// fewLetters is how much text a page must give for none of its gates to
// matter, in bytes.
const fewLetters = 1200

// warnings says which gates the page has, each with a way on.
func (g gate) warnings(blocks []block) []Warning {
	letters, sentences := 0, 0
	for _, b := range blocks {
		letters += len(b.text)
		if b.level == 0 && len(b.text) > 80 {
			sentences++
		}
	}
	var list []Warning
	serious := func(text string) { list = append(list, Warning{Text: text, Serious: true}) }
	short := letters < fewLetters
	cut := len(blocks) > 0 && strings.HasSuffix(strings.TrimSpace(blocks[len(blocks)-1].text), "…")
	switch {
	case short && robotText.get().MatchString(g.text):
		serious("The site asks visitors to prove that they are human. Open the page yourself and paste its text.")
	case short && goneText.get().MatchString(strings.ToLower(g.title)+" "+g.text[:min(len(g.text), 600)]):
		serious("The site says that there is no such page. Check the link.")
	case (letters < 3*fewLetters || cut) && (g.paywalled || g.asksToPay()):
		serious("The text seems to be cut where the site asks to subscribe. If you may read it, paste the whole text.")
	case short && (g.password || loginText.get().MatchString(g.text)) && sentences < 3:
		serious("The site asks to sign in. Open the page yourself and paste its text, or add it as a file.")
	case short && (scriptText.get().MatchString(g.text) || g.scripts > 40*max(g.letters, 1)):
		serious("The page shows its text only in a browser. Open it yourself and paste its text.")
	case sentences < 3 && g.links*10 > g.letters*6 && g.letters > 600:
		serious("The page looks like a list of links, not like an article. Use the address of one article.")
	}
	return list
}

// reason says why a page has no text.
func (g gate) reason() string {
	if list := g.warnings(nil); len(list) > 0 {
		return strings.TrimSuffix(list[0].Text, ".")
	}
	return "the page has no text of its own"
}

// payPhrases ask a reader to pay; payShapes are those that vary.
var (
	payPhrases = strings.Split(`subscribe to continue|subscribe to read|subscribe to keep|subscribe now to continue|subscribe now to read|subscribe now to keep`+
		`|continue reading with|continue reading for|continue reading by|already a subscriber?|already a member?|subscribers only`+
		`|become a subscriber to|become a member to|unlock this article|unlock this story`+
		`|nur für abonnenten|weiterlesen mit|réservé aux abonnés|solo para suscriptores`, "|")
	payShapes = []lineShape{
		{[]string{"to continue reading", "keep reading"}, pattern(`(?:to continue|keep) reading,? (?:subscribe|sign up|log in|create)`)},
		{[]string{"subscribers", "members"}, pattern(`this (?:article|content|story) is (?:only )?(?:for|available (?:only )?(?:to|for)) (?:paying |premium )?(?:subscribers|members)`)},
		{[]string{"ve read", "ve reached"}, pattern(`you(?:'|’)?ve (?:read|reached) (?:your|all|the)[^.]{0,40}(?:free|limit)`)},
	}
)

func (g gate) asksToPay() bool {
	return containsAny(g.text, payPhrases) || slices.ContainsFunc(payShapes, func(s lineShape) bool { return s.is(g.text) })
}
