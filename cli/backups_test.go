package cli

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/library"
	"footnote/store"
)

// backupsOf returns the schedule of a new store with one article.
func backupsOf(t *testing.T, log *strings.Builder) *backups {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "footnote.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	libs := library.New(library.Config{Store: s, IndexDir: t.TempDir(), Reader: newReader()})
	t.Cleanup(func() { libs.Close() })
	lib, err := libs.Library("default")
	if err != nil {
		t.Fatal(err)
	}
	out, err := lib.Add(t.Context(), byOperator, library.Item{ID: "gulls", Source: article.Source{
		MediaType: "text/plain", Body: []byte("Gulls follow the ferry every morning. They know when the cook throws the bread."),
	}})
	if err != nil || out[0].Err != nil {
		t.Fatal(err, out)
	}
	return &backups{store: s, log: slog.New(slog.NewTextHandler(log, nil)), folder: t.TempDir(), every: time.Hour, keep: 2}
}

func (b *backups) names(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(b.folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// The newest backups are kept, each can be restored, and no other file is
// touched.
func TestBackupsRotate(t *testing.T) {
	t.Parallel()
	b := backupsOf(t, new(strings.Builder))
	for _, name := range []string{"footnote-notes.backup", "footnote-20200101-000000.db", ".footnote-20200101-000000.backup"} {
		if err := os.WriteFile(filepath.Join(b.folder, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 5, 1, 3, 0, 0, 0, time.UTC)
	for day := range 4 {
		if err := b.write(t.Context(), at.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"footnote-20200101-000000.db", "footnote-20260503-030000.backup", "footnote-20260504-030000.backup", "footnote-notes.backup"}
	if got := b.names(t); !slices.Equal(got, want) {
		t.Errorf("the folder has %v, want %v", got, want)
	}
	restored := filepath.Join(t.TempDir(), "footnote.db")
	if _, err := store.Restore(t.Context(), filepath.Join(b.folder, want[1]), restored); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), restored)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, a, err := s.Article(t.Context(), "default", "gulls"); err != nil || len(a.Passages) == 0 {
		t.Errorf("the restored article: %+v, %v", a, err)
	}
	if state := b.snapshot(); !state.last.Equal(at.AddDate(0, 0, 3)) || state.bytes == 0 || state.failed != 0 {
		t.Errorf("the state is %+v", state)
	}
}

// After the clock was ahead, a new backup is kept although its name is earlier.
func TestBackupsAfterTheClockWasAhead(t *testing.T) {
	t.Parallel()
	b := backupsOf(t, new(strings.Builder))
	for _, at := range []time.Time{time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2031, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)} {
		if err := b.write(t.Context(), at); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"footnote-20260501-000000.backup", "footnote-20310102-000000.backup"}
	if got := b.names(t); !slices.Equal(got, want) {
		t.Errorf("the folder has %v, want %v", got, want)
	}
}

// When a backup can't be written, the earlier ones stay.
func TestBackupsThatFail(t *testing.T) {
	t.Parallel()
	b := backupsOf(t, new(strings.Builder))
	b.keep = 1
	if err := b.write(t.Context(), time.Date(2026, 5, 1, 3, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	before := b.names(t)
	at := time.Date(2026, 5, 2, 3, 0, 0, 0, time.UTC)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := b.write(stopped, at); err == nil || !slices.Equal(b.names(t), before) {
		t.Errorf("interrupted: %v, the folder has %v, want %v", err, b.names(t), before)
	}
	folder := b.folder
	b.folder = filepath.Join(folder, "not-mounted")
	if err := b.write(t.Context(), at); err == nil || !strings.Contains(err.Error(), "not-mounted") {
		t.Errorf("without the folder: %v", err)
	}
	if _, err := os.Stat(b.folder); err == nil {
		t.Error("the folder was made")
	}
	b.folder = folder
	b.store.Close()
	if err := b.write(t.Context(), at); err == nil || !slices.Equal(b.names(t), before) {
		t.Errorf("without a store: %v, the folder has %v, want %v", err, b.names(t), before)
	}
}

// A running bot writes its first backup at once, and logs what it can't write.
func TestRunWritesBackups(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := startRun(t, t.TempDir(), aKey, "FOOTNOTE_BACKUP_DIR="+folder)
	s.says("wrote a backup and checked it")
	s.stop()
	missing := filepath.Join(folder, "missing")
	s = startRun(t, t.TempDir(), aKey, "FOOTNOTE_BACKUP_DIR="+missing)
	s.says("the backup failed; the earlier ones are still there")
	s.stop()
	for _, set := range []string{"FOOTNOTE_BACKUP_EVERY=daily", "FOOTNOTE_BACKUP_EVERY=1s", "FOOTNOTE_BACKUP_KEEP=0", "DATABASE_URL=postgres://nobody@127.0.0.1:1/none"} {
		code, stderr := once(t, []string{aKey, "FOOTNOTE_BACKUP_DIR=" + folder, set}, "run", "--data", t.TempDir())
		name, _, _ := strings.Cut(set, "=")
		if code != exitUsage || !strings.Contains(stderr, "footnote: error: FOOTNOTE_BACKUP_") || !strings.Contains(stderr, name) {
			t.Errorf("%s: ends with %d: %s", set, code, stderr)
		}
	}
}
