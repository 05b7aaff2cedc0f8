package commands

import (
	"testing"

	"footnote/index"
)

// Every feature that ranks passages is explained in words.
func TestMeaning(t *testing.T) {
	index.LearnedWeights().Each(func(group, name string, _, _, _ *float64) {
		if group == "passage" && Meaning("en", name) == "" {
			t.Errorf("feature %q has no meaning", name)
		}
	})
}
