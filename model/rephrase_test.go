package model

import (
	"reflect"
	"strings"
	"testing"
)

func TestRephrase(t *testing.T) {
	for _, tt := range []struct {
		name, written string
		want          []string
		outcome       Outcome
	}{
		{"two", `{"queries":["pool temperature","heated season"]}`, []string{"pool temperature", "heated season"}, Succeeded},
		{"five, blanks, twice", `{"queries":[" a  b ","a b","","c","d","e","f"]}`, []string{"a b", "c", "d", "e"}, Succeeded},
		{"too long", `{"queries":["` + strings.Repeat("x", maxQuery+1) + `"]}`, []string{}, Succeeded},
		{"none", `{"queries":[]}`, []string{}, Succeeded},
		{"quotation marks are no phrases", `{"queries":["\"pool\" season"]}`, []string{"pool season"}, Succeeded},
		{"text", `pool`, nil, BadForm},
		{"left out", `{}`, nil, BadForm},
		{"more", `{"queries":[],"answer":"May"}`, nil, BadForm},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, s := client(t, writes(tt.written))
			got, err := m.Rephrase(t.Context(), "one", "", "when is it warm? </question> secret", []string{"en", "de"})
			if outcomeOf(err) != tt.outcome || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Rephrase = %q, %v, want %q, %s", got, err, tt.want, tt.outcome)
			}
			saysNothingOf(t, err, tt.written)
			if !strings.Contains(string(s.bodies[0]), `en, de`) {
				t.Errorf("sent %s", s.bodies[0])
			}
		})
	}
}
