package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"footnote/sandbox"
)

// The page shows each request to a language model as text, and the numbers
// that came back; before there is a model it speaks of none.
func TestPageModel(t *testing.T) {
	t.Parallel()
	b := newTab(t, 1400, 900)
	const shown = `document.querySelector("#inspector").textContent`
	if text := b.js(shown); strings.Contains(text, "language model") {
		t.Errorf("without a model the page says %q", text)
	}
	b.sees("#")
	if about := b.js(`document.querySelector(".about").textContent`); !strings.Contains(about, "Nothing leaves it.") {
		t.Errorf("the page says %q", about)
	}
	b.discord.ModelHosts("models.test", "", "models.test")
	add := func(n int, outcome string, reply any) {
		b.discord.AddModelCall(sandbox.ModelCall{
			Role: "choose", Host: "models.test", Outcome: outcome, Reply: reply,
			Request: json.RawMessage(fmt.Sprintf(`{"messages":[{"content":"<script>document.title='hacked'</script> call %d"}]}`, n)),
		})
	}
	add(1, "ok", map[string]any{"passages": []int{2}, "sentence": 1, "confidence": 3})
	b.do(chromedp.Reload(), chromedp.WaitVisible("#messages li"))
	b.until("the call of before is shown", shown+`.includes("call 1")`)
	add(2, "form", nil)
	b.until("the next call is shown", shown+`.includes("call 2")`)
	text := b.js(shown)
	for _, want := range []string{"What the language model is asked", "models.test", "<script>", `"passages": [`, "Nothing that is used: form"} {
		if !strings.Contains(text, want) {
			t.Errorf("the inspector lacks %q: %s", want, text)
		}
	}
	if strings.Index(text, "call 2") > strings.Index(text, "call 1") {
		t.Error("the newest call is not first")
	}
	if title := b.js(`document.title`); strings.Contains(title, "hacked") {
		t.Error("a request ran as a script")
	}
	if about := b.js(`document.querySelector(".about").textContent`); !strings.Contains(about, "go to models.test. Nothing else leaves it.") {
		t.Errorf("the page says %q", about)
	}
}
