package bot_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"footnote/article"
	"footnote/article/reader"
	"footnote/commands"
	"footnote/discord"
	"footnote/library"
	"footnote/store"
)

// A person who adds a text while another is read sees that it is in line, and
// then its receipt, in the same message.
func TestWaitingToBeReadIsSaid(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		h := newBubbleHouse(t, commands.All()...)
		st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "line.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		slow := func(context.Context, []byte) ([]byte, error) {
			time.Sleep(10 * time.Second)
			return nil, article.ErrNoText
		}
		libs := library.New(library.Config{Store: st, IndexDir: t.TempDir(), Readers: 1, Reader: reader.Reader{PDF: slow}})
		defer libs.Close()
		h.config.Libraries = altered{Libraries: h.config.Libraries, library: libs.Library}
		h.restart()
		lib, err := libs.Library("1")
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		group.Go(func() {
			lib.AddOne(t.Context(), "1", library.Item{Source: article.Source{Body: []byte("%PDF-1.7\n")}})
		})
		synctest.Wait()
		sent := h.serve(h.interaction(discord.Use, moderator,
			`{"name":"library","type":1,"options":[{"name":"add","type":1,"options":[{"name":"title","type":3,"value":"The lamp"},{"name":"text","type":3,"value":"The keeper lit the lamp. It burned all night."}]}]}`))
		var got []string
		for _, s := range sent {
			got = append(got, s.method+" "+s.raw)
		}
		for n, want := range []string{`POST {"type":5`, `Yours is in line`, `The lamp`} {
			if n >= len(got) || !strings.Contains(got[n], want) {
				t.Fatalf("sent %s, want %q as number %d", fmt.Sprint(strings.Join(got, "\n")), want, n+1)
			}
		}
		group.Wait()
	})
}
