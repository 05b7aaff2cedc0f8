package bot

import (
	"github.com/prometheus/client_golang/prometheus"

	"footnote/library"
)

// openIndexMetrics are the metrics of the open indexes.
func openIndexMetrics(now func() library.Indexes) []prometheus.Collector {
	gauge := func(name, help string, value func(library.Indexes) int64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value(now())) })
	}
	counter := func(name, help string, value func(library.Indexes) int64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(value(now())) })
	}
	return []prometheus.Collector{
		gauge("footnote_indexes_open", "Libraries with an index in memory.", func(x library.Indexes) int64 { return int64(x.Open) }),
		gauge("footnote_indexes_bytes", "Memory of the open indexes, about.", func(x library.Indexes) int64 { return x.Bytes }),
		counter("footnote_indexes_opened_total", "Indexes opened since the start.", func(x library.Indexes) int64 { return x.Opened }),
		counter("footnote_indexes_rebuilt_total", "Indexes made from the store.", func(x library.Indexes) int64 { return x.Rebuilt }),
		counter("footnote_indexes_evicted_total", "Indexes closed to make room for others.", func(x library.Indexes) int64 { return x.Evicted }),
	}
}
