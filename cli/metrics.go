package cli

import (
	"context"
	"log/slog"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"footnote/library"
	"footnote/store"
)

// statsInterval is how often the sizes of the store are read for monitoring.
const statsInterval = 5 * time.Minute

// An operations collector has the metrics of everything but the bot: the store,
// its disk, feeds, reading, backups. None names a server, a person or an
// article.
type operations struct {
	libraries *library.Libraries
	store     *store.Store
	backups   *backups // nil for none
	folders   map[string]string
	stats     atomic.Pointer[store.Stats] // nil until they were read
	log       *slog.Logger
}

// newOperations returns the collector of a running bot.
func (a *app) newOperations(o *session, b *backups) *operations {
	folders := map[string]string{"data": a.config.data}
	if b != nil {
		folders["backups"] = b.folder
	}
	return &operations{libraries: o.libraries, store: o.store, backups: b, folders: folders, log: a.logger()}
}

// run reads the sizes of the store every statsInterval until ctx ends. If it
// can't, the metrics keep the sizes of the last time.
func (c *operations) run(ctx context.Context) {
	for {
		n, err := c.store.Stats(ctx)
		switch {
		case err == nil:
			c.stats.Store(&n)
		case ctx.Err() == nil:
			c.log.Warn("the sizes of the store could not be read for /metrics", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(statsInterval):
		}
	}
}

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("footnote_"+name, help, labels, nil)
}

var (
	buildInfo     = desc("build_info", "1, with the version of this program.", "version", "commit", "dirty")
	storeUp       = desc("store_up", "1 if the store answers, otherwise 0.")
	storePing     = desc("store_ping_seconds", "Time that the store took to answer when these metrics were read.")
	storeBytes    = desc("store_bytes", "Size of the store's file or database.")
	storeLibs     = desc("store_libraries", "Libraries in the store.")
	storeArticles = desc("store_articles", "Articles in the store.")
	storePassages = desc("store_passages", "Passages in the store.")
	feedsFollowed = desc("feeds", "Feeds that are followed.")
	feedsFailing  = desc("feeds_failing", "Feeds whose last check failed.")
	watchOverdue  = desc("checks_overdue", "Feeds and pages whose check is overdue by more than an hour.")
	readTotal     = desc("readings_total", "Sources that were read, by what became of them: read or refused.", "outcome")
	readSeconds   = desc("reading_seconds_total", "Time that reading sources took.")
	diskFree      = desc("disk_free_bytes", "Free space on the disk of a folder.", "folder")
	backupLast    = desc("backup_last_success_timestamp_seconds", "When the last backup that was checked was begun; 0 for none.")
	backupBytes   = desc("backup_last_bytes", "Size of the last backup that was checked.")
	backupFailed  = desc("backup_failures_total", "Scheduled backups that failed.")
)

// Describe implements prometheus.Collector.
func (c *operations) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		buildInfo, storeUp, storePing, storeBytes, storeLibs, storeArticles, storePassages, feedsFollowed, feedsFailing,
		watchOverdue, readTotal, readSeconds, diskFree, backupLast, backupBytes, backupFailed,
	} {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (c *operations) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	counter := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	b := thisBuild()
	gauge(buildInfo, 1, b.Version, b.Commit, strconv.FormatBool(b.Dirty))
	began, up := time.Now(), 0.0
	if c.store.Ping(context.Background()) == nil {
		up = 1
	}
	gauge(storeUp, up)
	gauge(storePing, time.Since(began).Seconds())
	if n := c.stats.Load(); n != nil {
		gauge(storeBytes, float64(n.Bytes))
		gauge(storeLibs, float64(n.Libraries))
		gauge(storeArticles, float64(n.Articles))
		gauge(storePassages, float64(n.Passages))
		gauge(feedsFollowed, float64(n.Feeds))
		gauge(feedsFailing, float64(n.Failing))
		gauge(watchOverdue, float64(n.Overdue))
	}
	r := c.libraries.Readings()
	counter(readTotal, float64(r.Read), "read")
	counter(readTotal, float64(r.Refused), "refused")
	counter(readSeconds, r.Took.Seconds())
	for name, folder := range c.folders {
		if free, err := diskSpace(folder); err == nil {
			gauge(diskFree, float64(free), name)
		}
	}
	if c.backups != nil {
		c.backups.collect(gauge, counter)
	}
}

// collect gives the metrics of scheduled backups.
func (b *backups) collect(gauge, counter func(*prometheus.Desc, float64, ...string)) {
	state, last := b.snapshot(), 0.0
	if !state.last.IsZero() {
		last = float64(state.last.Unix())
	}
	gauge(backupLast, last)
	gauge(backupBytes, float64(state.bytes))
	counter(backupFailed, float64(state.failed))
}
