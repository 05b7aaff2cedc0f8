package bot

import (
	"github.com/prometheus/client_golang/prometheus"

	"footnote/library"
)

// modelCollector reports the calls to the language model to the operator's
// monitoring. It reads the counts only when monitoring asks.
type modelCollector func() []library.ModelCount

var (
	modelCalls = prometheus.NewDesc("footnote_model_calls_total",
		"Calls of the language model by role and by what became of them.", []string{"role", "outcome"}, nil)
	modelSeconds = prometheus.NewDesc("footnote_model_seconds_total",
		"Time that calls of the language model took, by role and by what became of them.", []string{"role", "outcome"}, nil)
)

// Describe implements prometheus.Collector.
func (c modelCollector) Describe(to chan<- *prometheus.Desc) {
	to <- modelCalls
	to <- modelSeconds
}

// Collect implements prometheus.Collector.
func (c modelCollector) Collect(to chan<- prometheus.Metric) {
	for _, n := range c() {
		to <- prometheus.MustNewConstMetric(modelCalls, prometheus.CounterValue, float64(n.Calls), n.Role, n.Outcome)
		to <- prometheus.MustNewConstMetric(modelSeconds, prometheus.CounterValue, n.Took.Seconds(), n.Role, n.Outcome)
	}
}
