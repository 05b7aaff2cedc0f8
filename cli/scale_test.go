package cli

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/index"
	"footnote/internal/loopback"
	"footnote/library"
	"footnote/store"
)

var (
	communities = flag.Int("communities", 0, "how many communities TestScale makes; 0 for none")
	each        = flag.Int("articles", 200, "how many articles each of them has")
	scaleDir    = flag.String("scale-dir", "", "folder to keep them in and to find them again; empty for a temporary one")
)

// words of the generated articles: alike enough that every question has many
// candidates.
var (
	scaleNouns = strings.Fields("harbour lighthouse keeper storm island garden library engine bridge river council teacher violin orchard glacier satellite market museum harvest railway")
	scaleVerbs = strings.Fields("built painted studied crossed measured repaired described visited sold opened")
	scaleFirst = strings.Fields("Ann Ben Clara David Eva Frank Greta Hugo Ida Jonas")
	scaleLast  = strings.Fields("Archer Baker Carver Dyer Eastman Fisher Gardner Hunter Iverson Joiner")
)

// generated is the nth article of a community: six paragraphs, a quotation in
// each second one.
func generated(lots *rand.Rand, community, n int) library.Item {
	pick := func(list []string) string { return list[lots.IntN(len(list))] }
	who := pick(scaleFirst) + " " + pick(scaleLast)
	var b strings.Builder
	for p := range 6 {
		for range 4 {
			fmt.Fprintf(&b, "In %d %s %s the %s of the old %s. ", 1900+lots.IntN(120), who, pick(scaleVerbs), pick(scaleNouns), pick(scaleNouns))
		}
		if p%2 == 0 {
			fmt.Fprintf(&b, "“The %s was never like the %s,” said %s. ", pick(scaleNouns), pick(scaleNouns), who)
		}
		b.WriteString("\n\n")
	}
	return library.Item{
		ID:     strconv.Itoa(n),
		Anyway: true,
		Source: article.Source{Title: fmt.Sprintf("The %s and the %s, %d", pick(scaleNouns), pick(scaleNouns), n), MediaType: "text/plain", URL: fmt.Sprintf("https://example.org/%d/%d", community, n), Body: []byte(b.String())},
	}
}

func communityName(n int) string { return strconv.Itoa(1_000_000 + n) }

// TestScale loads many communities in bulk, then runs one process over them
// and measures it: memory, the time until it is ready, cold and warm answers.
func TestScale(t *testing.T) {
	if *communities == 0 {
		t.Skip("SKIPPED: takes half an hour and more: run `make scale`")
	}
	dir := *scaleDir
	if dir == "" {
		dir = t.TempDir()
	}
	load(t, dir, *communities, *each)

	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &fleetBot{data: dir, address: loopback.Address(t)}
	f := &fleet{t: t, private: private, public: hex.EncodeToString(public), answers: map[string][]string{}}
	f.api = httptest.NewServer(f)
	defer f.api.Close()
	begin := time.Now()
	f.start(b)
	defer func() { b.process.Process.Kill(); b.process.Wait() }()
	ready := time.Since(begin)

	lots := rand.New(rand.NewPCG(3, 3))
	ask := func(community int) time.Duration {
		f.guild = communityName(community)
		start := time.Now()
		if got := f.ask(b, search(scaleNouns[lots.IntN(len(scaleNouns))]+" "+scaleLast[lots.IntN(len(scaleLast))])); !strings.Contains(got, "of the old") {
			t.Fatalf("community %d answers %s", community, got)
		}
		return time.Since(start)
	}
	var cold, warm []time.Duration
	for _, n := range lots.Perm(*communities)[:min(*communities, 1000)] {
		cold = append(cold, ask(n))
	}
	for range 2000 {
		warm = append(warm, ask(lots.IntN(min(40, *communities))))
	}
	at := func(list []time.Duration, share float64) time.Duration {
		slices.Sort(list)
		return list[int(share*float64(len(list)-1))].Round(10 * time.Microsecond)
	}
	t.Logf("%d communities of %d articles: ready in %v; cold median %v, p99 %v; warm median %v, p99 %v; resident %s",
		*communities, *each, ready.Round(time.Millisecond), at(cold, .5), at(cold, .99), at(warm[40:], .5), at(warm[40:], .99), resident(t, b.process.Process.Pid))
}

// load makes the communities that are not there yet, with their indexes.
func load(t *testing.T, dir string, communities, each int) {
	ctx := t.Context()
	st, err := store.Open(ctx, filepath.Join(dir, "footnote.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	libs := library.New(library.Config{Store: st, IndexDir: filepath.Join(dir, "index"), Open: 4})
	defer libs.Close()
	var adding, indexing time.Duration
	added := 0
	for n := range communities {
		lib, err := libs.Library(communityName(n))
		if err != nil {
			t.Fatal(err)
		}
		if c, err := lib.Count(ctx); err != nil || c.Articles >= each {
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		lots := rand.New(rand.NewPCG(uint64(n), 7))
		var items []library.Item
		for a := range each {
			items = append(items, generated(lots, n, a))
		}
		start := time.Now()
		if _, err := lib.Add(ctx, "1", items...); err != nil {
			t.Fatal(err)
		}
		adding += time.Since(start)
		added += len(items)
		start = time.Now()
		if err := ready(ctx, lib); err != nil {
			t.Fatal(err)
		}
		indexing += time.Since(start)
	}
	if added > 0 {
		t.Logf("%d articles stored at %.0f a second; their indexes made at %.0f a second", added, float64(added)/adding.Seconds(), float64(added)/indexing.Seconds())
	}
	t.Logf("store %s, indexes %s", size(filepath.Join(dir, "footnote.db")), size(filepath.Join(dir, "index")))
	runtime.GC()
}

// ready makes the index of a library by asking it.
func ready(ctx context.Context, lib *library.Library) error {
	_, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: "harbour"})
	return err
}

func size(path string) string {
	var total int64
	filepath.Walk(path, func(_ string, i os.FileInfo, err error) error {
		if err == nil && !i.IsDir() {
			total += i.Size()
		}
		return nil
	})
	return fmt.Sprintf("%d MB", total>>20)
}

// resident is how much memory a process holds now, and held at most.
func resident(t *testing.T, pid int) string {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmRSS") || strings.HasPrefix(line, "VmHWM") {
			parts = append(parts, strings.Join(strings.Fields(line), " "))
		}
	}
	return strings.Join(parts, ", ")
}
