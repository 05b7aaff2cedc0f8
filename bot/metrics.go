package bot

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// The outcomes of an interaction.
const (
	answered = "answered"
	refused  = "refused" // with a reason that the asker can fix
	failed   = "failed"  // because of a bug or a fault
	busy     = "busy"    // not worked on: too many others came before it
	late     = "late"    // Discord did not wait
	unsent   = "unsent"  // the answer did not reach Discord
)

// metrics are the metrics for the operator's monitoring. None contains a
// server, a person or a question.
type metrics struct {
	registry     *prometheus.Registry
	interactions *prometheus.CounterVec
	took         *prometheus.HistogramVec
	waited       prometheus.Histogram
}

func newMetrics(ready func() (connected, shards int)) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		interactions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_interactions_total",
			Help: "Interactions by command and outcome.",
		}, []string{"command", "outcome"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "footnote_interaction_seconds",
			Help:    "Time from an interaction's arrival until its answer was sent.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 1.5, 3, 10, 60},
		}, []string{"command"}),
		waited: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name:    "footnote_interaction_wait_seconds",
			Help:    "Time that an interaction waited for its turn.",
			Buckets: []float64{.001, .005, .025, .1, .2, .4, .7},
		}),
	}
	gauge := func(name, help string, value func() int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value()) })
	}
	m.registry.MustRegister(
		m.interactions, m.took, m.waited,
		gauge("footnote_shards", "Shards that this process runs.", func() int { _, of := ready(); return of }),
		gauge("footnote_shards_connected", "Shards that are connected to Discord.", func() int { n, _ := ready(); return n }),
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

func (m *metrics) count(command, outcome string, took time.Duration) {
	if command == "" {
		command = "unknown"
	}
	m.interactions.WithLabelValues(command, outcome).Inc()
	m.took.WithLabelValues(command).Observe(took.Seconds())
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
