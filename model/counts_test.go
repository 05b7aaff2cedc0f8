package model

import (
	"fmt"
	"net/http"
	"reflect"
	"testing"
)

func TestCounts(t *testing.T) {
	m, _ := client(t, func(w http.ResponseWriter, n int, _ []byte) {
		if n == 1 {
			completion(w, "hello")
			return
		}
		completion(w, `{"passages":[],"sentence":0,"confidence":1}`)
	})
	for range 3 {
		m.Choose(t.Context(), question) // failed, made, cached
	}
	var got []string
	for _, c := range m.Counts() {
		got = append(got, fmt.Sprintf("%s %s %d", c.Role, c.Outcome, c.Calls))
	}
	if want := []string{"choose cached 1", "choose form 1", "choose ok 1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("Counts = %q, want %q", got, want)
	}
}
