package values_test

import (
	"testing"

	"footnote/library/values"
)

func BenchmarkDiffer(b *testing.B) {
	a := values.Sentence{Text: "In 1923 Ann Archer built the harbour of the old lighthouse.", Title: "The harbour and the storm"}
	c := values.Sentence{Text: "In 1956 Ben Carver painted the harbour of the old storm.", Title: "The harbour and the island"}
	r := values.Of(a)
	for b.Loop() {
		r.Differ(c)
	}
}
