package cli

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"time"
)

var (
	loadRates  = flag.String("rate", "300", "interactions a second of the load; several, such as 300,1000,300, run one after another")
	loadTime   = flag.Duration("for", 0, "how long each rate lasts; 0 for no load")
	loadDoors  = flag.String("doors", "http,gateway", "the doors that interactions come through")
	loadBinary = flag.String("bin", "footnote", "the program to measure")
	soakTime   = flag.Duration("soak", 0, "how long the soak lasts; 0 for none")
)

// TestLoad sends a mix of interactions at fixed rates, whether or not they are
// answered, and prints how long the answers took.
func TestLoad(t *testing.T) {
	if *loadTime == 0 {
		t.Skip("SKIPPED: takes minutes: run `make load`")
	}
	dir := *scaleDir
	if dir == "" {
		dir = t.TempDir()
	}
	n := max(1, *communities)
	load(t, dir, n, *each)
	c := newCrowd(t, dir, *loadBinary, n, strings.Split(*loadDoors, ","))
	c.run(50, 20*time.Second) // open the indexes
	c.drain(20 * time.Second)
	c.take()
	for _, text := range strings.Split(*loadRates, ",") {
		rate, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		before := c.cpu()
		c.run(rate, *loadTime)
		machine := c.cpu().since(before)
		c.drain(10 * time.Second)
		uses, twice := c.take()
		t.Logf("%d communities, %d a second for %v through %s; %s\n%sanswered twice: %d; %s",
			n, rate, *loadTime, *loadDoors, machine, table(uses), twice, resident(t, c.process.Process.Pid))
	}
}

// TestLoadIsAnswered is a short load that counts answers, not times: each
// interaction has one answer, whatever door it came through.
func TestLoadIsAnswered(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	load(t, dir, 3, 5)
	c := newCrowd(t, dir, "footnote", 3, []string{"http", "gateway"})
	const total, wave = 400, 40 // a wave is answered in time by a slow machine, too
	for n := int64(wave); n <= total; n += wave {
		for range wave {
			go c.use()
		}
		await(t, "all are sent and answered", func() bool { return c.n.Load() == n && c.left() == 0 })
	}
	uses, twice := c.take()
	if len(uses) != total || twice != 0 {
		t.Errorf("%d were asked, want %d; answered twice: %d", len(uses), total, twice)
	}
}

// TestSoak answers a mix for a while and compares what the process holds in
// the second quarter of the time with the last: heap, goroutines and
// descriptors do not grow.
func TestSoak(t *testing.T) {
	if *soakTime == 0 {
		t.Skip("SKIPPED: takes an hour: run `make soak`")
	}
	dir := t.TempDir()
	load(t, dir, 40, 20)
	c := newCrowd(t, dir, *loadBinary, 40, strings.Split(*loadDoors, ","))
	rate, err := strconv.Atoi(*loadRates)
	if err != nil {
		t.Fatal(err)
	}
	const samples = 40
	// The next collection is due at a multiple of what the last one left: unlike
	// the heap of a moment, that does not depend on when it was.
	names := []string{"go_memstats_next_gc_bytes", "go_goroutines", "process_open_fds", "process_resident_memory_bytes"}
	held := map[string][]float64{}
	unanswered, total := 0, 0
	for range samples {
		c.run(rate, *soakTime/samples)
		for _, name := range names {
			held[name] = append(held[name], c.metric(name))
		}
		c.drain(5 * time.Second)
		uses, _ := c.take()
		total += len(uses)
		for _, u := range uses {
			if u.took == 0 {
				unanswered++
			}
		}
	}
	t.Logf("%d interactions in %v, %d of them unanswered", total, *soakTime, unanswered)
	for _, name := range names {
		early, late := median(held[name][samples/4:samples/2]), median(held[name][3*samples/4:])
		t.Logf("%-30s %.0f early, %.0f late: %+.1f %%", name, early, late, 100*(late/early-1))
		if late > 1.2*early {
			t.Errorf("%s grows", name)
		}
	}
	if unanswered > 0 {
		t.Errorf("%d were never answered", unanswered)
	}
}

func median(list []float64) float64 {
	list = slices.Sorted(slices.Values(list))
	return list[len(list)/2]
}

// run makes interactions at a rate, each in its own goroutine.
func (c *crowd) run(rate int, lasts time.Duration) {
	total := int(lasts.Seconds() * float64(rate))
	begin := time.Now()
	for n := range total {
		if wait := time.Until(begin.Add(time.Duration(n) * time.Second / time.Duration(rate))); wait > 0 {
			time.Sleep(wait)
		}
		go c.use()
	}
}

// drain waits until all is answered, or for a time.
func (c *crowd) drain(most time.Duration) {
	for end := time.Now().Add(most); c.left() > 0 && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
}

// table shows how each kind of interaction was answered.
func table(uses []*use) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "kind\tsent\tin time\tp50\tp99\tp99.9\tslowest\tover 3 s\tunanswered\tbusy\tempty\t")
	for _, kind := range []string{"complete", "who", "quote", "ask", "hostile", "all"} {
		var took []time.Duration
		var sent, late, unanswered, busy, empty int
		for _, u := range uses {
			if u.kind != kind && kind != "all" {
				continue
			}
			sent++
			switch {
			case u.took == 0:
				unanswered++
				continue
			case strings.Contains(u.said, "too busy"):
				busy++
			case u.kind == "complete" && strings.Contains(u.said, `"choices":[]`):
				empty++
			}
			if u.took > 3*time.Second {
				late++
			}
			took = append(took, u.took)
		}
		slices.Sort(took)
		at := func(share float64) string {
			if len(took) == 0 {
				return "-"
			}
			return fmt.Sprintf("%.1f ms", took[int(share*float64(len(took)-1))].Seconds()*1000)
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\t%s\t%s\t%d\t%d\t%d\t%d\t\n", kind, sent, sent-late-unanswered, at(.5), at(.99), at(.999), at(1), late, unanswered, busy, empty)
	}
	w.Flush()
	return b.String()
}

// A cpuUse is how much of the machine's processors was used until a moment.
type cpuUse struct {
	at              time.Time
	bot, own, total time.Duration
	load            string // average load of the last minute
}

func (c *crowd) cpu() cpuUse {
	u := cpuUse{at: time.Now(), bot: cpuOf(c.process.Process.Pid), own: cpuOf(os.Getpid())}
	if stat, err := os.ReadFile("/proc/stat"); err == nil {
		for i, f := range strings.Fields(strings.SplitN(string(stat), "\n", 2)[0]) {
			if i != 0 && i != 4 && i != 5 && i < 9 { // neither idle nor waiting
				u.total += ticks(f)
			}
		}
	}
	if average, err := os.ReadFile("/proc/loadavg"); err == nil {
		u.load, _, _ = strings.Cut(string(average), " ")
	}
	return u
}

// since returns what was used after before, in words.
func (u cpuUse) since(before cpuUse) string {
	wall := u.at.Sub(before.at).Seconds()
	cores := func(d time.Duration) float64 { return d.Seconds() / wall }
	bot, own := u.bot-before.bot, u.own-before.own
	return fmt.Sprintf("of %d cores: bot %.2f, generator %.2f, others %.2f; load %s, before %s",
		runtime.NumCPU(), cores(bot), cores(own), cores(u.total-before.total-bot-own), u.load, before.load)
}

// cpuOf returns the processor time of a process so far.
func cpuOf(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	return ticks(fields[11]) + ticks(fields[12])
}

// ticks reads the kernel's unit of processor time, a hundredth of a second.
func ticks(field string) time.Duration {
	n, _ := strconv.Atoi(field)
	return time.Duration(n) * 10 * time.Millisecond
}
