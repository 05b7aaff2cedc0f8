package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"footnote/library"
)

// testEvery is how often a bot tests its indexes.
const testEvery = 10 * time.Minute

// testIndexes tests the open indexes every testEvery, until ctx ends.
func (b *Bot) testIndexes(ctx context.Context) {
	for {
		health := b.config.Libraries.SelfTest(ctx)
		b.health.Store(&health)
		select {
		case <-ctx.Done():
			return
		case <-time.After(testEvery):
		}
	}
}

// indexes returns the result of the last test, zero before the first.
func (b *Bot) indexes() library.Health {
	if h := b.health.Load(); h != nil {
		return *h
	}
	return library.Health{}
}

// indexesFail reports whether no index answers. If some do, the process stays
// ready, and /readyz reports the others.
func indexesFail(h library.Health) bool { return h.Failing > 0 && h.Failing == h.Tested }

// indexLine describes indexes that do not answer for /readyz, "" if all do.
func indexLine(h library.Health) string {
	if h.Failing == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d indexes do not answer: see the log", h.Failing, h.Tested)
}

// indexGauges are the metrics of the indexes.
func indexGauges(health func() library.Health) []prometheus.Collector {
	gauge := func(name, help string, value func(library.Health) int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value(health())) })
	}
	return []prometheus.Collector{
		gauge("footnote_indexes_tested", "Open indexes tested in the last test.", func(h library.Health) int { return h.Tested }),
		gauge("footnote_indexes_failing", "Indexes that did not answer in the last test.", func(h library.Health) int { return h.Failing }),
	}
}
