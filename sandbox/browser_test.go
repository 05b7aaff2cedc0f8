package sandbox_test

import (
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"footnote/internal/memdir"
	"footnote/internal/testparallel"
)

var pictures = flag.String("pictures", "", "folder to write pictures of the main flows into")

// A tab is the page in a real browser, in front of a house.
type tab struct {
	*house
	ctx context.Context
	url string
}

// browserPath finds the browser. It is "" if there is none.
func browserPath() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// A console keeps what the pages' consoles say: exceptions, refusals of a
// page's policy, what did not load.
type console struct {
	mu   sync.Mutex
	text []byte
}

// printed is what the browser printed.
var printed console

func (c *console) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.text = append(c.text, b...)
	return len(b), nil
}

// about returns the lines of the console of the page at an address.
func (c *console) about(address string) (lines []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for line := range strings.Lines(string(c.text)) {
		if strings.Contains(line, ":CONSOLE") && strings.Contains(line, address) {
			lines = append(lines, line)
		}
	}
	return lines
}

// startBrowser starts the browser that all tests share. Each test has a tab at
// an address of its own, and so a storage of its own.
var startBrowser = sync.OnceValues(func() (context.Context, error) {
	allocator, _ := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browserPath()), chromedp.NoSandbox, chromedp.WSURLReadTimeout(patience),
		// As few processes as possible: a start costs more than most tests.
		chromedp.Flag("process-per-site", true), chromedp.Flag("renderer-process-limit", "1"), chromedp.Flag("in-process-gpu", true),
		chromedp.Flag("disable-site-isolation-trials", true),
		chromedp.Flag("disable-features", "site-per-process,IsolateOrigins,Translate,BlinkGenPropertyTrees,SpareRendererForSitePerProcess"),
		chromedp.Flag("enable-logging", "stderr"), chromedp.CombinedOutput(&printed))...)
	ctx, cancel := chromedp.NewContext(allocator)
	stopBrowser = cancel
	return ctx, chromedp.Run(ctx)
})

// stopBrowser ends the browser, if there is one.
var stopBrowser = func() {}

func TestMain(m *testing.M) {
	testparallel.Allow("8")
	memdir.Use()
	code := m.Run()
	stopBrowser()
	os.Exit(code)
}

func newTab(t testing.TB, width, height int) *tab {
	t.Helper()
	if browserPath() == "" {
		t.Skip("SKIPPED: no Chromium on this machine; install chromium to test the page")
	}
	browser, err := startBrowser()
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t)
	web := httptest.NewServer(h.discord.Page())
	t.Cleanup(web.Close)
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(func() {
		cancel()
		for _, line := range printed.about(web.URL) {
			t.Errorf("the browser says: %s", line)
		}
	})
	b := &tab{house: h, ctx: ctx, url: web.URL}
	h.soon("the server is greeted", func() bool { return len(h.discord.Messages(h.mod.Channel, h.mod.Person)) > 0 })
	// Focus as if no other test's tab were in front.
	b.do(emulation.SetFocusEmulationEnabled(true), chromedp.EmulateViewport(int64(width), int64(height)), chromedp.Navigate(web.URL), chromedp.WaitVisible("#messages li"))
	return b
}

func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatalf("in the browser: %v", err)
	}
}

// js evaluates an expression and returns it as text.
func (b *tab) js(expression string) string {
	b.t.Helper()
	var v any
	b.do(chromedp.Evaluate(expression, &v))
	return fmt.Sprint(v)
}

// until waits in the page until an expression is true. It looks at each change
// of the document, and now and then for what changes without one.
func (b *tab) until(what, expression string) {
	b.t.Helper()
	if !b.becomes(expression) {
		b.t.Fatalf("not so: %s", what)
	}
}

func (b *tab) becomes(expression string) bool {
	b.t.Helper()
	var is bool
	b.do(chromedp.Evaluate(fmt.Sprintf(`new Promise(done => {
		const end = is => { changes.disconnect(); clearInterval(often); clearTimeout(late); done(is) }
		const look = () => { if (%s) end(true) }
		const changes = new MutationObserver(look), often = setInterval(look, 100), late = setTimeout(end, %d, false)
		changes.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
		look()
	})`, expression, patience.Milliseconds()), &is,
		func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return is
}

// sees waits until the page shows the words, outside of the inspector.
func (b *tab) sees(words ...string) {
	b.t.Helper()
	const shown = `document.querySelector("main").innerText + "\n" + (document.querySelector("dialog[open]") || {innerText: ""}).innerText`
	for _, w := range words {
		if b.becomes(fmt.Sprintf("(%s).includes(%q)", shown, w)) {
			continue
		}
		b.picture("failure-" + strings.ReplaceAll(b.t.Name(), "/", "-"))
		for _, x := range b.discord.Exchanges() {
			b.t.Logf("%s: %v", x.Title, x.Broken)
		}
		b.t.Fatalf("the page lacks %q:\n%s", w, b.js(shown))
	}
}

// loses waits until the channel does not show the words.
func (b *tab) loses(words string) {
	b.t.Helper()
	b.until("the page lacks "+words, fmt.Sprintf(`!document.querySelector("main").innerText.includes(%q)`, words))
}

// answered does what adds a message to the channel, and waits for it.
func (b *tab) answered(do func()) {
	b.t.Helper()
	const count = `document.querySelectorAll("#messages > li").length`
	before := b.js(count)
	do()
	b.until("there is another message", count+" !== "+before)
}

// typed types keys where the focus is.
func (b *tab) typed(keys string) { b.t.Helper(); b.do(chromedp.KeyEvent(keys)) }

// ask types a line into the composer, and sends it.
func (b *tab) ask(line string) {
	b.t.Helper()
	b.do(chromedp.Click("#message"))
	b.typed(line)
	b.typed(kb.Enter)
	if b.js(`document.querySelector("#composer").classList.contains("commanding")`) == "true" {
		b.typed(kb.Enter) // the first chose the command
	}
}

// click clicks the last button with a label.
func (b *tab) click(label string) {
	b.t.Helper()
	b.do(chromedp.Click(fmt.Sprintf(`(//button[normalize-space(.)=%q])[last()]`, label), chromedp.BySearch))
}

// sit takes the nth seat.
func (b *tab) sit(n int) {
	b.t.Helper()
	b.do(chromedp.Click(fmt.Sprintf("#seats label:nth-of-type(%d)", n)))
}

// picture writes what the browser shows, where pictures are wanted.
func (b *tab) picture(name string) {
	b.t.Helper()
	if *pictures == "" {
		return
	}
	time.Sleep(250 * time.Millisecond)
	var png []byte
	b.do(chromedp.CaptureScreenshot(&png))
	if err := os.WriteFile(filepath.Join(*pictures, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1200, 860)
	b.samples()
	b.sees("I am Footnote", "Mona", "moderator")

	b.do(chromedp.Focus("#message"))
	b.typed("/")
	b.do(chromedp.WaitVisible("#offers li"))
	b.sees("/quote", "Find what someone said, word for word", "/library add")
	b.picture("page-commands")
	b.typed("quote cat")
	b.typed(kb.Enter)
	b.sees("more common sense than GPT-4", "much smarter than us", "Yann LeCun")
	b.picture("page-quote")

	b.do(chromedp.Focus("#message"))
	b.typed("/who le")
	b.do(chromedp.WaitVisible("#offers li"))
	b.sees("Yann LeCun")
	b.typed(kb.Tab)
	b.typed(kb.Enter)
	b.sees("mentioned in 1 article", "In their words")

	b.ask("/ask why did lecun leave meta")
	b.sees("Page 1 of")
	b.picture("page-ask")
	b.click("Next")
	b.sees("Page 2 of")
	b.click("Report")
	b.sees("What is wrong?")
	b.do(chromedp.SetValue("dialog textarea", "It says nothing of Paris."))
	b.click("Submit")
	b.sees("It is in the library's log")

	b.ask("/library add")
	b.sees("Or a file")
	b.picture("page-form")
	b.do(chromedp.SetValue("dialog textarea", "Bees dance to tell each other where the flowers are. A hive in June holds forty thousand of them, said the keeper. “A hive is a city without a mayor,” said Otto Imker."))
	b.click("Submit")
	b.sees("Added: Bees dance")
	b.picture("page-receipt")
	b.ask("/quote mayor")
	b.sees("Quotations: “mayor”", "a city without a mayor", "Otto Imker")

	b.sit(2)
	b.loses("Added: Bees dance") // the moderator's alone
	b.sees("a city without a mayor")
	b.do(chromedp.Focus("#message"))
	b.typed("/library")
	b.typed(kb.Enter)
	b.sees("There is no command /library for you")

	b.do(chromedp.Reload(), chromedp.WaitVisible("#messages li"))
	b.sees("a city without a mayor")
}

// A private answer is dismissed, and one is shared with the channel.
func TestPageSharesAndRestarts(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1000, 800)
	b.samples()
	b.ask("/help")
	b.sees("Only you can see this")
	b.click("Dismiss message")
	b.until("the message is gone", `!document.body.innerText.includes("What Footnote can do")`)
	b.ask("/library settings")
	b.sees("Everyone sees the answers")
	b.do(chromedp.Evaluate(`(() => { const s = [...document.querySelectorAll("select")].find(s => s.getAttribute("aria-label") === "Answers"); s.value = "private"; s.dispatchEvent(new Event("change")) })()`, nil))
	b.soon("answers are private", func() bool {
		s, err := b.lib.Settings(t.Context())
		return err == nil && s.Private
	})
	b.ask("/quote cat")
	b.sees("more common sense")
	b.click("Share")
	b.sees("Shared by @Mona")

	b.stop()
	const offline = `document.body.classList.contains("offline")`
	b.until("the page says that the bot is away", offline)
	b.start()
	b.until("the bot is back", "!"+offline)
	b.ask("/quote cat")
	b.sees("more common sense")
	b.tooSlow()
	b.ask("/help")
	b.sees("The application did not respond")
}

// What an article says can't become a part of the page.
func TestPageHostile(t *testing.T) {
	t.Parallel()
	b := newTab(t, 900, 700)
	const bad = `A note: <img src=x onerror="document.title='owned'"> <script>document.title='owned'</script> says [click](javascript:document.title='owned') and **bold** @everyone`
	if _, err := b.lib.AddOne(t.Context(), "5", hostile(bad)); err != nil {
		t.Fatal(err)
	}
	b.ask("/search bold everyone")
	b.sees("<script>", "onerror")
	b.answered(func() { b.ask(bad) })
	if title := b.js("document.title"); strings.Contains(title, "owned") {
		t.Error("an article scripts the page")
	}
	if n := b.js(`document.querySelectorAll("main img, main script").length`); n != "0" {
		t.Errorf("%s elements of the article's", n)
	}
	if n := b.js(`[...document.querySelectorAll("main a")].filter(a => !a.href.startsWith("http")).length`); n != "0" {
		t.Errorf("%s links that are no web addresses", n)
	}
}

// The menu of a message, by keys alone.
func TestPageMenu(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1000, 800)
	b.samples()
	b.ask("I read that LeCun left Meta after twelve years.")
	b.sees("after twelve years")
	b.do(chromedp.Evaluate(`document.querySelector("#messages li:last-child .more").focus()`, nil))
	b.typed(kb.Enter)
	b.sees("Footnote this", "Add to library")
	b.picture("page-menu")
	b.do(chromedp.Evaluate(`[...document.querySelectorAll("#message-menu button")].find(b => b.textContent === "Footnote this").focus()`, nil))
	b.typed(kb.Enter)
	b.sees("What the articles say about this")
}

// Nothing is wider than a phone.
func TestPagePhone(t *testing.T) {
	t.Parallel()
	b := newTab(t, 360, 740)
	b.samples()
	for _, line := range []string{"/quote cat", "/who lecun", "/ask why did lecun leave meta", "/library settings", "/articles"} {
		b.answered(func() { b.ask(line) })
		if over := b.js(`document.documentElement.scrollWidth - innerWidth`); over != "0" {
			t.Errorf("%s: %s pixels too wide", line, over)
		}
		b.picture("phone-" + strings.Fields(line)[0][1:])
	}
	b.do(chromedp.Click("#menu"))
	b.picture("phone-servers")
}

// Light, dark, and the developer's side panel.
func TestPageInspector(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1400, 900)
	b.samples()
	b.ask("/who lecun")
	b.sees("In their words")
	b.do(chromedp.Click("#inspect"))
	// Enter takes a suggestion, if one came before it.
	b.until("the exchange is shown", `/\/who name:(Yann )?lecun/i.test(document.querySelector("#inspector").innerText)`)
	b.do(chromedp.Click("#inspector summary"))
	b.picture("page-inspector")
	b.do(chromedp.Click("#theme"))
	b.picture("page-theme")
}
