package model

import (
	"testing"
	"testing/synctest"
	"time"
)

// The same is asked once; another library, state or passage is another
// question. What is remembered ends after an hour.
func TestCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := client(t, writes(`{"passages":[1],"sentence":2,"confidence":3}`))
		ask := func(change func(*Question)) {
			q := question
			q.Passages = append([]Passage{}, question.Passages...)
			change(&q)
			if _, err := m.Choose(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		for _, tt := range []struct {
			name   string
			change func(*Question)
			sent   int
		}{
			{"first", func(*Question) {}, 1},
			{"again", func(*Question) {}, 1},
			{"state", func(q *Question) { q.State = "x" }, 2},
			{"library", func(q *Question) { q.Library = "two" }, 3},
			{"text", func(q *Question) { q.Text = "when?" }, 4},
			{"passage", func(q *Question) { q.Passages[1].Heading = "" }, 5},
		} {
			if ask(tt.change); len(s.bodies) != tt.sent {
				t.Errorf("%s: %d requests, want %d", tt.name, len(s.bodies), tt.sent)
			}
		}
		time.Sleep(cacheFor + time.Second)
		if ask(func(*Question) {}); len(s.bodies) != 6 {
			t.Errorf("%d requests, want one more after an hour", len(s.bodies))
		}
	})
}
