package model

import (
	"net/http"
	"strings"
	"testing"
)

func TestProbe(t *testing.T) {
	right := `{"passages":[2],"sentence":2,"confidence":3}`
	for _, tt := range []struct {
		name  string
		reply func(http.ResponseWriter, int, []byte)
		ok    bool
		says  string
	}{
		{"right", writes(right), true, "a JSON schema"},
		{"wrong passage", writes(`{"passages":[1],"sentence":1,"confidence":3}`), true, "wrong one"},
		{"talks", writes("It opens at ten."), false, "form"},
		{"no model", func(w http.ResponseWriter, _ int, _ []byte) { http.Error(w, "", http.StatusNotFound) }, false, "no such model"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &server{t: t, reply: tt.reply}
			m, err := New(Config{URL: "http://models.test", Name: "small", Transport: s})
			if err != nil {
				t.Fatal(err)
			}
			h := m.Probe(t.Context())
			if len(h) != 1 || h[0].OK != tt.ok || !strings.Contains(h[0].Says, tt.says) || h[0].Host != "models.test" {
				t.Errorf("Probe = %+v", h)
			}
		})
	}
}
