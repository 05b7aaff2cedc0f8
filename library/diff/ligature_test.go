package diff

import "testing"

// A ligature equals the letters that it is drawn for.
func TestLigatures(t *testing.T) {
	for drawn, typed := range map[string]string{"oﬃce": "office", "ﬂeet": "fleet", "staﬀ": "staff"} {
		a, b := Tokens(drawn), Tokens(typed)
		if len(a) != 1 || len(b) != 1 || !a[0].same(&b[0], false) {
			t.Errorf("%q and %q are not the same: %+v, %+v", drawn, typed, a, b)
		}
	}
}
