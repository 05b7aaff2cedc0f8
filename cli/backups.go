package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"footnote/store"
)

// A backupConfig says where and how often the running bot writes backups.
type backupConfig struct {
	folder string // "" for no backups
	every  string // how often, such as 24h
	keep   string // how many are kept
}

// Limits on scheduled backups.
const (
	minBackupEvery = time.Minute
	retryBackup    = 15 * time.Minute // after one that failed
)

// A backup is named after the time when it was begun, in UTC. Until it has been
// checked, its name has a dot in front.
const (
	backupPrefix = "footnote-"
	backupSuffix = ".backup"
	backupTime   = "20060102-150405"
	unchecked    = "."
)

// backups writes backups on a schedule, checks each by opening and reading it,
// and removes the oldest ones only then.
type backups struct {
	store  *store.Store
	log    *slog.Logger
	folder string
	every  time.Duration
	keep   int

	mu    sync.Mutex
	state backupState
}

// A backupState is the state of the scheduled backups, for monitoring.
type backupState struct {
	last   time.Time // of the last good one, zero for none
	bytes  int64     // its size
	failed int       // how many failed since the start
}

// newBackups returns the schedule of a, nil for none. An error says which
// setting is wrong.
func (a *app) newBackups(s *store.Store) (*backups, error) {
	c := a.config.backup
	if c.folder == "" {
		return nil, nil
	}
	if a.config.databaseURL != "" {
		return nil, hint(usage(errors.New("FOOTNOTE_BACKUP_DIR is set, and DATABASE_URL too")), "Back up PostgreSQL with pg_dump, and leave FOOTNOTE_BACKUP_DIR empty.")
	}
	every, err := time.ParseDuration(c.every)
	if err != nil || every < minBackupEvery {
		return nil, hint(usage(fmt.Errorf("FOOTNOTE_BACKUP_EVERY is %q", c.every)), "Use a time such as 24h or 30m, at least %s.", minBackupEvery)
	}
	keep, err := strconv.Atoi(c.keep)
	if err != nil || keep < 1 {
		return nil, hint(usage(fmt.Errorf("FOOTNOTE_BACKUP_KEEP is %q", c.keep)), "Use a number from 1, such as 7.")
	}
	b := &backups{store: s, log: a.logger(), folder: c.folder, every: every, keep: keep}
	if have, err := b.list(); err == nil && len(have) > 0 {
		newest := have[len(have)-1]
		b.state.last, _ = backupMade(newest)
		if info, err := os.Stat(filepath.Join(b.folder, newest)); err == nil {
			b.state.bytes = info.Size()
		}
	}
	return b, nil
}

// run writes backups until ctx ends: the first when the last one is older than
// the schedule allows.
func (b *backups) run(ctx context.Context) {
	next := b.snapshot().last.Add(b.every)
	if most := time.Now().Add(b.every); next.After(most) { // the clock was ahead
		next = most
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Until(next)):
		}
		begun := time.Now()
		err := b.write(ctx, begun)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			next = begun.Add(b.every)
		default:
			next = time.Now().Add(min(retryBackup, b.every))
			b.log.Error("the backup failed; the earlier ones are still there", "err", err, "again_in", time.Until(next).Round(time.Second))
			b.mu.Lock()
			b.state.failed++
			b.mu.Unlock()
		}
	}
}

// write writes one backup, checks it, and removes the oldest ones.
func (b *backups) write(ctx context.Context, at time.Time) error {
	if err := folderThere(b.folder); err != nil {
		return err
	}
	if err := b.removeUnchecked(); err != nil {
		return err
	}
	name := backupPrefix + at.UTC().Format(backupTime) + backupSuffix
	part := filepath.Join(b.folder, unchecked+name)
	defer os.Remove(part) // no effect after the rename
	if err := b.store.Backup(ctx, part); err != nil {
		return err
	}
	if err := store.CheckBackup(ctx, part); err != nil {
		return fmt.Errorf("it was written but can't be restored: %w", err)
	}
	file := filepath.Join(b.folder, name)
	if err := os.Rename(part, file); err != nil {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	b.mu.Lock()
	b.state.last, b.state.bytes = at, info.Size()
	b.mu.Unlock()
	b.log.Info("wrote a backup and checked it", "file", file, "bytes", info.Size(), "took", time.Since(at).Round(time.Millisecond))
	if err := b.rotate(name); err != nil { // the new one is good anyway
		b.log.Warn("an old backup could not be removed", "err", err)
	}
	return nil
}

// folderThere fails unless the folder exists. It is not made: where a disk is
// not mounted, backups would go to the disk that they should outlive.
func folderThere(folder string) error {
	info, err := os.Stat(folder)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is not a folder", folder)
	}
	return err
}

// rotate removes the oldest backups, so that keep are left. The one just
// written is kept whatever its name: if the clock was ahead, earlier ones have
// later names.
func (b *backups) rotate(written string) error {
	have, err := b.list()
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(have, func(name string) bool { return name == written })
	for _, name := range others[:max(0, len(others)-(b.keep-1))] {
		if err := os.Remove(filepath.Join(b.folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// list returns the names of the backups in the folder, the oldest first. It
// ignores all other files.
func (b *backups) list() ([]string, error) {
	entries, err := os.ReadDir(b.folder)
	var names []string
	for _, e := range entries {
		if _, ok := backupMade(e.Name()); ok && e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, err
}

// backupMade returns when a backup was begun, from its name.
func backupMade(name string) (time.Time, bool) {
	text, ok := strings.CutPrefix(strings.TrimSuffix(name, backupSuffix), backupPrefix)
	at, err := time.Parse(backupTime, text)
	return at, ok && err == nil && strings.HasSuffix(name, backupSuffix)
}

// removeUnchecked removes what an interrupted backup left.
func (b *backups) removeUnchecked() error {
	left, err := filepath.Glob(filepath.Join(b.folder, unchecked+"*"+backupPrefix+"*"+backupSuffix+"*"))
	for _, file := range left {
		err = cmp.Or(os.Remove(file), err)
	}
	return err
}

func (b *backups) snapshot() backupState {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.state
}

// backupFindings returns what doctor says about the scheduled backups.
func (a *app) backupFindings(s *store.Store) []finding {
	b, err := a.newBackups(s)
	if err != nil {
		what, todo := describe(err)
		return []finding{{What: "backups", Says: what, Hint: todo}}
	}
	if b == nil {
		return nil
	}
	if err := folderThere(b.folder); err != nil {
		return []finding{{What: "backups", Says: err.Error(), Hint: "Make the folder, or mount its disk; FOOTNOTE_BACKUP_DIR names it."}}
	}
	have, err := b.list()
	last := b.snapshot().last
	switch {
	case err != nil:
		return []finding{{What: "backups", Says: err.Error(), Hint: "Let the bot's user read and write " + b.folder + "."}}
	case last.IsZero():
		return []finding{{What: "backups", OK: true, Says: "none in " + b.folder + " yet; the running bot writes the first"}}
	case time.Since(last) > 2*b.every:
		return []finding{{What: "backups", Says: fmt.Sprintf("the last one is of %s", last.Format("2006-01-02 15:04 UTC")), Hint: "The log of the running bot says why."}}
	}
	return []finding{{What: "backups", OK: true, Says: fmt.Sprintf("%d in %s, the last of %s", len(have), b.folder, last.Format("2006-01-02 15:04 UTC"))}}
}
