package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"footnote/library"
)

// testEvery is how often a bot tests its indexes, from its start on.
const testEvery = 10 * time.Minute

// testIndexes asks the open indexes now and then whether they answer, until
// ctx ends.
func (b *Bot) testIndexes(ctx context.Context) {
	for {
		health := b.config.SelfTest(ctx)
		b.health.Store(&health)
		select {
		case <-ctx.Done():
			return
		case <-time.After(testEvery):
		}
	}
}

// indexes returns what came of the last test, zero before the first.
func (b *Bot) indexes() library.Health {
	if h := b.health.Load(); h != nil {
		return *h
	}
	return library.Health{}
}

// indexesFail reports that no index answers. Where some do, their servers are
// served: it is said, and the process stays ready.
func indexesFail(h library.Health) bool { return h.Failing > 0 && h.Failing == h.Tested }

// indexLine is what /readyz says of indexes that do not answer, "" if all do.
func indexLine(h library.Health) string {
	if h.Failing == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d indexes do not answer: see the log", h.Failing, h.Tested)
}

// indexGauges are what monitoring reads of the indexes.
func indexGauges(health func() library.Health) []prometheus.Collector {
	gauge := func(name, help string, value func(library.Health) int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value(health())) })
	}
	return []prometheus.Collector{
		gauge("footnote_indexes_tested", "Open indexes that were asked in the last test.", func(h library.Health) int { return h.Tested }),
		gauge("footnote_indexes_failing", "Indexes that did not answer in the last test.", func(h library.Health) int { return h.Failing }),
	}
}
