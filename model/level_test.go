package model

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// A server that does not know a schema is asked without, and remembered.
func TestLevels(t *testing.T) {
	good := `{"passages":[1],"sentence":2,"confidence":3}`
	for _, tt := range []struct {
		name    string
		refuses string // what may not be in the body
		sent    int    // requests for the first question
	}{
		{"all", "\x00", 1},
		{"no bound", `"max_tokens"`, 2},
		{"no schema", `"response_format"`, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, s := client(t, func(w http.ResponseWriter, _ int, body []byte) {
				if strings.Contains(string(body), tt.refuses) {
					http.Error(w, "unknown", http.StatusBadRequest)
					return
				}
				completion(w, good)
			})
			for i := range 2 {
				q := question
				q.State = fmt.Sprint(i)
				if _, err := m.Choose(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			}
			if len(s.bodies) != tt.sent+1 {
				t.Errorf("%d requests, want %d", len(s.bodies), tt.sent+1)
			}
		})
	}
}
