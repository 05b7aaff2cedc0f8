package sandbox_test

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"footnote/sandbox"
)

// axe returns axe-core, which finds barriers for people with disabilities.
func axe(t testing.TB) string {
	t.Helper()
	f, err := os.Open("testdata/axe/axe.min.js.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	script, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// accessible fails the test for each finding of axe-core, which the page has
// loaded, in what the page shows. Without rules it applies all of them.
func (b *tab) accessible(what string, rules ...string) {
	b.t.Helper()
	options := map[string]any{"resultTypes": []string{"violations"}}
	if len(rules) > 0 {
		options["runOnly"] = rules
	}
	how, err := json.Marshal(options)
	if err != nil {
		b.t.Fatal(err)
	}
	var findings string
	b.do(
		chromedp.Evaluate(`axe.run(document, `+string(how)+`).then(r => JSON.stringify(r.violations.map(v => v.id + ": " + v.nodes.slice(0, 5).map(n => n.html.slice(0, 160) + " " + n.any.map(c => c.message).join("; ")).join(" | "))))`,
			&findings, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	var list []string
	if err := json.Unmarshal([]byte(findings), &list); err != nil {
		b.t.Fatal(err)
	}
	for _, f := range list {
		b.t.Errorf("%s: %s", what, f)
	}
}

// clear fails the test for controls on a phone that are smaller than a finger
// needs, 44 pixels, or that lie over each other. Words in a text that can be
// pressed are as high as its lines.
func (b *tab) clear(what string) {
	b.t.Helper()
	findings := b.js(`(() => {
		const shown = [...document.querySelectorAll("button, select, summary, input:not([type=radio]):not([type=file]):not([type=checkbox]), textarea, #seats span, a.button")]
			.filter(e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(".text"))
			.map(e => ({ e, r: e.getBoundingClientRect() })).filter(o => o.r.width && o.r.bottom > 0 && o.r.top < innerHeight && o.r.right > 0)
		const name = o => (o.e.getAttribute("aria-label") || o.e.innerText || o.e.id).slice(0, 30) + " " + Math.round(o.r.width) + "x" + Math.round(o.r.height)
		const found = shown.filter(o => o.r.width < 43.5 || o.r.height < 43.5).map(o => "small: " + name(o))
		const log = document.querySelector("#log")
		for (const [i, a] of shown.entries()) for (const c of shown.slice(i + 1)) {
			if (a.e.contains(c.e) || c.e.contains(a.e) || log.contains(a.e) !== log.contains(c.e)) continue
			if (getComputedStyle(a.e.closest("nav, dialog, #message-menu, #offers") || a.e).position === "fixed" || c.e.closest("dialog, #message-menu, nav")) continue
			const w = Math.min(a.r.right, c.r.right) - Math.max(a.r.left, c.r.left), h = Math.min(a.r.bottom, c.r.bottom) - Math.max(a.r.top, c.r.top)
			if (w > 1 && h > 1) found.push("over each other: " + name(a) + ", " + name(c))
		}
		return found.join("\n")
	})()`)
	if findings != "" {
		b.t.Errorf("%s:\n%s", what, findings)
	}
}

// loadAxe loads axe-core into the page, whose policy would refuse it, again.
func (b *tab) loadAxe() {
	b.t.Helper()
	b.do(page.SetBypassCSP(true), chromedp.Reload(), chromedp.WaitVisible("#messages li"), chromedp.Evaluate(axe(b.t)+`; "loaded"`, nil))
}

// colours are the rules whose findings the theme can change, because a theme
// changes colours only.
var colours = []string{"color-contrast", "link-in-text-block"}

func TestPageAccessible(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1200, 860)
	b.loadAxe()
	b.samples()
	both := func(what string) {
		t.Helper()
		in := func(theme string, rules ...string) {
			t.Helper()
			b.js(`document.documentElement.dataset.theme = "` + theme + `"`)
			b.accessible(what+", "+theme, rules...)
			b.picture("axe-" + strings.ReplaceAll(what, " ", "-") + "-" + theme)
		}
		in("light")
		in("dark", colours...)
	}
	both("first screen")
	b.do(chromedp.Focus("#message"))
	b.typed("/li")
	b.do(chromedp.WaitVisible("#offers li"))
	both("suggestions")
	b.typed(kb.Escape)
	b.js(`document.querySelector("#message").value = ""`)
	b.ask("/ask why did lecun leave meta")
	b.sees("Page 1 of")
	b.ask("/library settings")
	b.sees("Everyone sees the answers")
	both("answers and settings")
	b.js(`document.querySelector("#messages li:last-child .more").click()`)
	b.sees("Footnote this")
	both("menu of a message")
	b.typed(kb.Escape)
	b.ask("/gone")
	both("a notice")
	b.js(`document.querySelector("#message").value = ""`)
	b.ask("/library add")
	b.sees("Or a file")
	both("a form")
	b.click("Cancel")
	b.do(chromedp.Click("#inspect"))
	both("inspector")
}

func TestPagePhoneIsClear(t *testing.T) {
	t.Parallel()
	b := newTab(t, 360, 740)
	b.loadAxe()
	b.samples()
	check := func(what string) {
		t.Helper()
		b.clear(what)
		b.accessible(what)
		b.picture("phone-" + strings.ReplaceAll(what, " ", "-"))
	}
	check("first screen")
	b.ask("/ask why did lecun leave meta")
	b.sees("Page 1 of")
	check("an answer")
	b.js(`document.querySelector("#messages li:last-child .more").click()`)
	b.sees("Footnote this")
	if out := b.js(`(() => { const r = document.querySelector("#message-menu").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth })()`); out != "true" {
		t.Error("the menu of the newest message is cut off")
	}
	check("menu of the newest message")
	b.typed(kb.Escape)
	b.ask("/library settings")
	b.sees("Everyone sees the answers")
	check("settings")
	b.ask("/library add")
	b.sees("Or a file")
	check("a form")
	b.click("Cancel")
	b.do(chromedp.Click("#menu"))
	check("servers")
}

// Enter takes the suggestion that is marked; the focus stays after a form; what
// the page reports does not cover the newest message; a member does not see the
// moderators' channel.
func TestPageKeys(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1000, 700)
	b.samples()
	b.do(chromedp.Focus("#message"))
	b.typed("/who le")
	b.do(chromedp.WaitVisible("#offers li"))
	b.typed(kb.Enter)
	b.until("the suggestion is taken", `document.querySelector("#fields input").value === "Yann LeCun"`)
	b.typed(kb.Enter)
	b.sees("In their words")

	b.click("Follow up")
	b.sees("Your question")
	b.do(chromedp.SendKeys("dialog input", "how old is he?"+kb.Enter))
	b.sees("how old is Yann LeCun")
	if got := b.js(`document.activeElement.innerText`); got != "Follow up" {
		t.Errorf("after the form the focus is on %q", got)
	}
	b.ask("/gone")
	b.sees("There is no command /gone")
	if hidden := b.js(`(() => { const n = document.querySelector("#notice").getBoundingClientRect(), m = document.querySelector("#messages li:last-child").getBoundingClientRect(); return n.top < m.bottom - 1 && n.bottom > m.top })()`); hidden != "false" {
		t.Error("the notice covers the newest message")
	}

	b.do(chromedp.Focus("#message"))
	b.js(`document.querySelector("#message").value = ""`)
	const lists = `document.querySelector("#servers").innerText.includes("moderators")`
	if b.js(lists) != "true" {
		t.Error("a moderator does not see the moderators' channel")
	}
	b.sit(2)
	b.until("a member does not see the moderators' channel", "!"+lists)
	channels := b.discord.Guilds()[0].Channels
	if _, err := b.discord.Use(sandbox.Actor{Person: b.member.Person, Channel: channels[2].ID}, "help"); err == nil {
		t.Error("a member uses a command in the moderators' channel")
	}
}

// A member mentions the bot, replies to its answer, and forwards a message.
func TestPageMentions(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1000, 800)
	b.stop()
	b.config.Mentions = true
	b.start()
	b.samples()
	b.ask("@Footnote why did lecun leave meta")
	b.sees("AMI Labs")
	b.js(`document.querySelector("#messages li:last-child .more").click()`)
	b.click("Reply")
	b.sees("Replying to Footnote: why did lecun leave meta")
	b.typed("who said that?" + kb.Enter)
	b.sees("You certainly don’t tell me what to do")
	b.picture("page-mention")
	b.js(`document.querySelector("#messages li:last-child .more").click()`)
	b.click("Forward")
	b.sees("Forwarded")
}
