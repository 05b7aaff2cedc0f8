package discord_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"footnote/discord"
)

// An error says what Discord's code means, and neither what Discord wrote,
// which may repeat a person's words, nor the address, which has tokens.
func TestErrorsHaveNoWords(t *testing.T) {
	t.Parallel()
	const said, token = "said-by-a-person", "interaction-token"
	i := &discord.Interaction{ID: "1", ApplicationID: "2", Token: token}
	for _, tt := range []struct {
		name   string
		status int // 0 for no answer
		body   string
		want   string // in the error
	}{
		{"a code that is known", 403, `{"code":50013,"message":"` + said + `"}`, "HTTP 403, code 50013: missing permissions"},
		{"a code that is not", 400, `{"code":99999,"message":"` + said + `"}`, "HTTP 400, code 99999: Bad Request"},
		{"errors of fields", 400, `{"code":50035,"message":"Invalid Form Body","errors":{"content":{"_errors":[{"message":"` + said + `"}]}}}`, "code 50035: the form of the body is invalid"},
		{"no JSON", 404, said, "HTTP 404, code 0: Not Found"},
		{"no answer", 0, "", "discord: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if tt.status == 0 {
					panic(http.ErrAbortHandler)
				}
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(tt.status)
				fmt.Fprint(w, tt.body)
			}))
			defer s.Close()
			c, err := discord.New("bot-token", s.URL, nil)
			if err != nil {
				t.Fatal(err)
			}
			for name, err := range map[string]error{
				"Respond": c.Respond(t.Context(), i, discord.Response{Type: discord.Reply, Data: discord.Message{Files: []discord.File{{Name: said, Body: []byte(said)}}}}),
				"Edit":    c.Edit(t.Context(), i, discord.Message{Files: []discord.File{{Name: said, Body: []byte(said)}}}),
				"Follow":  c.FollowUp(t.Context(), i, discord.Message{Files: []discord.File{{Name: said, Body: []byte(said)}}}),
				"Delete":  c.Delete(t.Context(), i),
				"Post":    c.Post(t.Context(), "3", discord.Message{Files: []discord.File{{Name: said, Body: []byte(said)}}}),
			} {
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("%s: %v, want %q in it", name, err, tt.want)
				}
				for _, secret := range []string{said, token, "bot-token", s.URL} {
					if text := fmt.Sprintf("%v %+v", err, err); strings.Contains(text, secret) {
						t.Errorf("%s: %q has %q", name, text, secret)
					}
				}
			}
		})
	}
}
