package bot

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func TestQuota(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var q quota
		ask := func(user string, times int) (allowed int) {
			for range times {
				if q.allow("guild", user) {
					allowed++
				}
			}
			return allowed
		}
		if got := ask("ann", personBurst+5); got != personBurst {
			t.Errorf("at once: %d, want %d", got, personBurst)
		}
		if got := ask("bob", 1); got != 1 {
			t.Error("another person is refused")
		}
		time.Sleep(3 * personEvery)
		if got := ask("ann", 10); got != 3 {
			t.Errorf("after three intervals: %d, want 3", got)
		}
		time.Sleep(time.Hour)
		if got := ask("ann", personBurst+5); got != personBurst {
			t.Errorf("after a long rest: %d, want %d", got, personBurst)
		}
		time.Sleep(time.Hour)
		all := 0
		for i := range serverBurst + 50 {
			all += ask(strconv.Itoa(i), 1)
		}
		if all != serverBurst {
			t.Errorf("a server at once: %d, want %d", all, serverBurst)
		}
	})
}

// Many people do not make it grow for ever.
func TestQuotaForgets(t *testing.T) {
	var q quota
	for i := range 3 * maxBuckets {
		q.allow(strconv.Itoa(i), "ann")
	}
	if n := len(q.now) + len(q.old); n > 2*maxBuckets {
		t.Errorf("%d buckets are held", n)
	}
}
