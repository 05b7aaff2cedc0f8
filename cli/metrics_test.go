package cli

import (
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"footnote/internal/loopback"
)

// metricNames finds the names of our metrics in a text.
var metricNames = regexp.MustCompile(`\bfootnote_[a-z_]+`)

// conditional are the metrics that exist only where something happened or is
// set: after an interaction, or with a language model.
var conditional = []string{"footnote_interactions_total", "footnote_interaction_seconds", "footnote_model_calls_total", "footnote_model_seconds_total"}

// scrape returns the metrics of a running bot as monitoring reads them.
func scrape(t *testing.T) string {
	t.Helper()
	address := loopback.Address(t)
	s := startRun(t, t.TempDir(), aKey, "FOOTNOTE_ADMIN_LISTEN="+address, "FOOTNOTE_BACKUP_DIR="+t.TempDir())
	s.says("wrote a backup and checked it")
	r, err := http.Get("http://" + address + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	s.stop()
	return string(body)
}

// The metrics that the alert rules, the dashboard and the docs use exist, every
// metric has a help text and is explained in the docs, and every alert too.
func TestMetricsThatAreUsedExist(t *testing.T) {
	t.Parallel()
	page := scrape(t)
	exists := slices.Clone(conditional)
	for line := range strings.Lines(page) {
		if rest, ok := strings.CutPrefix(line, "# HELP footnote_"); ok {
			name, help, _ := strings.Cut(strings.TrimSpace(rest), " ")
			exists = append(exists, "footnote_"+name)
			if len(strings.Fields(help)) < 3 {
				t.Errorf("footnote_%s: the help text is %q", name, help)
			}
		}
	}
	read := func(name string) string {
		t.Helper()
		body, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	docs := read("docs/operations.md")
	used := docs + read("deploy/alerts.yaml") + read("deploy/dashboard.json")
	for _, name := range metricNames.FindAllString(used, -1) {
		plain := name
		for _, suffix := range []string{"_bucket", "_count", "_sum"} { // of a histogram
			plain = strings.TrimSuffix(plain, suffix)
		}
		if !slices.Contains(exists, plain) {
			t.Errorf("%s is used, and does not exist", name)
		}
	}
	for _, name := range exists {
		if !strings.Contains(docs, "`"+name+"`") {
			t.Errorf("docs/operations.md does not explain %s", name)
		}
	}
	var rules struct {
		Groups []struct {
			Rules []struct {
				Alert, Expr string
				Annotations map[string]string
			}
		}
	}
	if err := yaml.Unmarshal([]byte(read("deploy/alerts.yaml")), &rules); err != nil {
		t.Fatal(err)
	}
	for _, g := range rules.Groups {
		for _, r := range g.Rules {
			if r.Expr == "" || r.Annotations["summary"] == "" || !strings.Contains(docs, "`"+r.Alert+"`") {
				t.Errorf("alert %s has no expression or summary, or docs/operations.md does not explain it", r.Alert)
			}
		}
	}
}
