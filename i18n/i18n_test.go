package i18n_test

import (
	"testing"

	"footnote/i18n"
)

func TestT(t *testing.T) {
	tests := []struct {
		tag, format string
		args        []any
		want        string
	}{
		{"en-US", "%d articles", []any{1}, "1 article"},
		{"en-GB", "%d articles", []any{1500}, "1,500 articles"},
		{"de", "%d articles", []any{1500}, "1.500 Artikel"},
		{"de", "%d people", []any{1}, "1 Person"},
		{"es-419", "%d quotations", []any{2}, "2 citas"},
		{"fr", "%d people", []any{0}, "0 personne"},
		{"ja", "%d articles", []any{2}, "2 articles"}, // not spoken
		{"", "Next", nil, "Next"},
		{"de", "Next", nil, "Weiter"},
		{"de", "nobody says this %s", []any{"100%"}, "nobody says this 100%"},
		{"de", "50% off", nil, "50% off"},
	}
	for _, tt := range tests {
		if got := i18n.T(tt.tag, tt.format, tt.args...); got != tt.want {
			t.Errorf("T(%q, %q, %v) = %q, want %q", tt.tag, tt.format, tt.args, got, tt.want)
		}
	}
}
