package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/discord"
	"footnote/store"
)

// logged returns the lines of /library log, the oldest first, without who and
// when.
func (h *house) logged() []string {
	h.t.Helper()
	h.restart() // so that the quota is full again
	var lines []string
	for line := range strings.Lines(h.says(h.interaction(discord.Use, moderator, `{"name":"library","type":1,"options":[{"name":"log","type":1}]}`))) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "<@7> "); ok {
			lines = append(lines, rest)
		}
	}
	slices.Reverse(lines)
	return lines
}

// add adds a text by /library add, and fills in the form that changes an
// article.
func (h *house) add(title, link, text string) string {
	return h.says(h.interaction(discord.Use, moderator, fmt.Sprintf(`{"name":"library","type":1,"options":[{"name":"add","type":1,"options":[
		{"name":"text","type":3,"value":%q},{"name":"title","type":3,"value":%q},{"name":"link","type":3,"value":%q}]}]}`, text, title, link)))
}

func (h *house) fill(id string, fields map[string]string) string {
	var list []string
	for name, value := range fields {
		list = append(list, fmt.Sprintf(`{"type":18,"component":{"type":4,"custom_id":%q,"value":%q}}`, name, value))
	}
	return h.says(h.interaction(discord.Submit, moderator, fmt.Sprintf(`{"custom_id":"v1:library edit:fixed:7:%s","components":[%s]}`, id, strings.Join(list, ","))))
}

const (
	heron      = "A heron stands in the water for hours. It waits until a fish comes near, and then it strikes. Herons nest in high trees near the river, often many of them together."
	laterHeron = "A heron stands in the water for days. It waits until a frog comes near, and then it strikes. Herons nest in reeds by the lake, never many of them together."
)

// The log calls what was done by its name: an addition, a correction, a new
// version, a removal, and what was brought back.
func TestLogNamesWhatWasDone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const link = "https://example.org/heron"
	want := []string{}
	did := func(what, said, line string) {
		t.Helper()
		if line != "" {
			want = append(want, line)
		}
		if got := h.logged(); !slices.Equal(got, want) {
			t.Fatalf("after %s, answered %q, the log has %q, want %q", what, said, got, want)
		}
	}
	did("an addition", h.add("Herons", link, heron), "added “Herons”")
	infos, err := h.lib.Articles(t.Context(), store.Filter{Limit: 1})
	if err != nil || len(infos) != 1 {
		t.Fatalf("%v, %v, want the article", infos, err)
	}
	id := infos[0].ID
	did("the same again", h.add("Herons", link, heron), "")
	did("a correction", h.fill(id, map[string]string{"title": "The heron", "author": "Ann Archer", "published": "2025-11-20", "url": link}), "corrected “The heron”")
	did("the same correction", h.fill(id, map[string]string{"title": "The heron", "author": "Ann Archer", "published": "2025-11-20", "url": link}), "")
	did("a new version", h.add("The heron", link, laterHeron), "added a new version of “The heron”")
	did("a corrected text", h.fill(id, map[string]string{"title": "The heron", "author": "Ann Archer", "published": "2025-11-20", "url": link, "body": heron}), "corrected “The heron”")
	press := func(data string) string {
		return h.says(h.interaction(discord.Press, moderator, `{"custom_id":"v1:library remove:`+data+`:7:`+id+`"}`))
	}
	did("a removal", press("undo"), "removed “The heron”")
	did("the same removal", press("undo"), "")
	did("bringing back", press("back"), "brought back “The heron”")
	did("bringing back again", press("back"), "")
	did("a removal", press("undo"), "removed “The heron”")
	// The correction of the title outlives the removal.
	did("an addition after it", h.add("Herons again", link, laterHeron), "added “The heron”")
}

// An address that could not be shown as a link is refused with a sentence,
// and nothing of the edit is done.
func TestRefusedAddress(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const link = "https://example.org/heron"
	h.add("Herons", link, heron)
	infos, err := h.lib.Articles(t.Context(), store.Filter{Limit: 1})
	if err != nil || len(infos) != 1 {
		t.Fatalf("%v, %v, want the article", infos, err)
	}
	log := h.logged()
	for _, address := range []string{
		"javascript:alert(1)", "ftp://example.org/heron", "example.org/heron", "https://", "https://ann:secret@example.org/",
		"https://exa mple.org/", "//example.org/heron", "data:text/html,heron", "mailto:ann@example.org", "http:///heron", "https://[::1/", "heron",
	} {
		h.restart() // so that the quota is full again
		for what, said := range map[string]string{
			"an edit": h.fill(infos[0].ID, map[string]string{"title": "Other", "url": address}),
			"a text":  h.add("Other", address, laterHeron),
		} {
			if !strings.Contains(said, "address") || strings.Contains(said, "went wrong on my side") {
				t.Errorf("%s with %s is answered %q", what, address, said)
			}
		}
		now, err := h.lib.Infos(t.Context(), infos[0].ID)
		if err != nil || now[0].Title != "Herons" || now[0].URL != link {
			t.Errorf("%s: the article is now %+v, %v", address, now, err)
		}
	}
	if got := h.logged(); !slices.Equal(got, log) {
		t.Errorf("the log has %q, want %q", got, log)
	}
	// None at all is fine: the article then has no link.
	if said := h.fill(infos[0].ID, map[string]string{"title": "Herons", "url": ""}); strings.Contains(said, "https") {
		t.Errorf("without an address: %q", said)
	}
}
