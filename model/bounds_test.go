package model

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A server that is slow is waited for no longer than the context says, and
// after repeated failures not asked for a while.
func TestSlowThenResting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var slow atomic.Bool
		slow.Store(true)
		m, s := client(t, func(w http.ResponseWriter, _ int, _ []byte) {
			if slow.Load() {
				time.Sleep(time.Hour)
			}
			completion(w, `{"passages":[1],"sentence":2,"confidence":3}`)
		})
		ask := func() (Outcome, time.Duration) {
			began := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), DefaultTimeout)
			defer cancel()
			_, err := m.Choose(ctx, question)
			return outcomeOf(err), time.Since(began)
		}
		for range maxFailures {
			if o, took := ask(); o != TimedOut || took != DefaultTimeout {
				t.Fatalf("%s after %v, want late after %v", o, took, DefaultTimeout)
			}
		}
		if o, took := ask(); o != Suspended || took != 0 || len(s.bodies) != maxFailures {
			t.Errorf("%s after %v and %d requests, want resting at once after %d", o, took, len(s.bodies), maxFailures)
		}
		time.Sleep(minRest)
		if o, _ := ask(); o != TimedOut {
			t.Errorf("%s, want one try after a rest", o)
		}
		time.Sleep(minRest)
		if o, _ := ask(); o != Suspended {
			t.Errorf("%s, want a rest twice as long", o)
		}
		time.Sleep(minRest)
		slow.Store(false)
		if o, _ := ask(); o != Succeeded {
			t.Errorf("%s, want a success", o)
		}
		time.Sleep(2 * time.Hour) // those that still sleep
	})
}

// A limited number of calls run and wait; the rest are refused at once.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := client(t, func(w http.ResponseWriter, _ int, _ []byte) {
			time.Sleep(maxWait + time.Second)
			completion(w, `{"passages":[1],"sentence":2,"confidence":3}`)
		})
		const all = 30
		outcomes := make(chan Outcome, all)
		for i := range all {
			go func() {
				q := question
				q.State = fmt.Sprint(i)
				_, err := m.Choose(t.Context(), q)
				outcomes <- outcomeOf(err)
			}()
		}
		synctest.Wait()
		if n := len(outcomes); n != all-DefaultParallel-maxWaiting {
			t.Errorf("%d were told at once, want %d", n, all-DefaultParallel-maxWaiting)
		}
		got := map[Outcome]int{}
		for range all {
			got[<-outcomes]++
		}
		if got[Succeeded] != DefaultParallel || got[Busy] != all-DefaultParallel {
			t.Errorf("%v, want %d answered and the rest busy", got, DefaultParallel)
		}
	})
}

func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{t: t, reply: writes(`{"passages":[1],"sentence":2,"confidence":3}`)}
		m, err := New(Config{URL: "http://models.test", Name: "small", Daily: 2, Transport: s})
		if err != nil {
			t.Fatal(err)
		}
		ask := func(library, state string) Outcome {
			q := question
			q.Library, q.State = library, state
			_, err := m.Choose(t.Context(), q)
			return outcomeOf(err)
		}
		var got []Outcome
		got = append(got, ask("one", "a"), ask("one", "b"), ask("one", "c"), ask("one", "a"), ask("two", "a"))
		time.Sleep(24 * time.Hour)
		got = append(got, ask("one", "c"))
		want := []Outcome{Succeeded, Succeeded, OverBudget, Succeeded, Succeeded, Succeeded} // the fourth is cached
		if !reflect.DeepEqual(got, want) {
			t.Errorf("outcomes %v, want %v", got, want)
		}
	})
}
