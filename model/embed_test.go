package model

import (
	"io"
	"net/http"
	"reflect"
	"testing"
)

func TestEmbed(t *testing.T) {
	for _, tt := range []struct {
		name, reply string
		want        []Vector
	}{
		{"in order", `{"data":[{"index":1,"embedding":[0,-1]},{"index":0,"embedding":[0.5,0.25]}]}`, []Vector{{127, 64}, {0, -127}}},
		{"too few", `{"data":[{"index":0,"embedding":[1,2]}]}`, nil},
		{"twice the same", `{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}`, nil},
		{"foreign", `{"data":[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]}`, nil},
		{"lengths differ", `{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}`, nil},
		{"no numbers", `{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}`, nil},
		{"zero", `{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,0]}]}`, nil},
		{"texts", `{"data":[{"index":0,"embedding":["a"]},{"index":1,"embedding":["b"]}]}`, nil},
		{"text", `{"data":"AAAA"}`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := client(t, func(w http.ResponseWriter, _ int, _ []byte) { io.WriteString(w, tt.reply) })
			got, err := m.Embed(t.Context(), "one", []string{"a", "b"}, true)
			if !reflect.DeepEqual(got, tt.want) || (err == nil) != (tt.want != nil) {
				t.Errorf("Embed = %v, %v, want %v", got, err, tt.want)
			}
		})
	}
}

func TestCloseness(t *testing.T) {
	for _, tt := range []struct {
		a, b Vector
		want float64
	}{
		{Vector{127, 0}, Vector{127, 0}, 1},
		{Vector{127, 0}, Vector{-127, 0}, -1},
		{Vector{127, 0}, Vector{0, 127}, 0},
		{Vector{127, 0}, Vector{127}, 0},
		{Vector{0, 0}, Vector{127, 0}, 0},
	} {
		if got := tt.a.Closeness(tt.b); got != tt.want {
			t.Errorf("%v.Closeness(%v) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
