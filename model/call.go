package model

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// A Call is one call as it was made. It shows that only numbers came back.
type Call struct {
	Role    Role
	Host    string
	Request json.RawMessage // what was sent, without the key
	Outcome Outcome
	Reply   any // the numbers that came back, nil for a failed call
	Took    time.Duration
}

// maxTries is how often a call is sent if the server asks for another try.
const maxTries = 3

// A task is a call to be made.
type task struct {
	role    Role
	library string // whose budget it is
	path    string
	max     int64               // longest reply, in bytes
	body    func(level) any     // what is sent to a server of a level
	out     func() any          // a new value for the reply
	check   func(out any) error // of the reply, nil if it has the right form
	shown   func(out any) any   // its numbers, for Record
	gate    *gate
}

// do makes a call within all limits, and counts its outcome.
func (m *Client) do(ctx context.Context, t task) error {
	began := time.Now()
	err := m.guarded(ctx, t)
	m.counts.add(t.role, outcomeOf(err), time.Since(began))
	return err
}

// guarded makes a call if the breaker, the budget and the queue let it.
func (m *Client) guarded(ctx context.Context, t task) error {
	e := m.of(t.role)
	if err := e.breaker.allow(); err != nil {
		return err
	}
	leave, err := t.gate.enter(ctx)
	if err != nil {
		e.breaker.skip()
		return err
	}
	defer leave()
	if !m.budget.take(t.library, t.role, m.config.Daily) {
		e.breaker.skip()
		return failed(OverBudget, "the library made its calls of the day")
	}
	err = m.send(ctx, e, t)
	if ctx.Err() == context.Canceled { // the caller has stopped waiting: this says nothing about the server
		e.breaker.skip()
		return err
	}
	e.breaker.report(err)
	return err
}

// send sends a call. It repeats the call if the server asks for that, and asks
// for less if the server does not know what was asked of it.
func (m *Client) send(ctx context.Context, e *endpoint, t task) error {
	at := e.plain.load()
	for try := 1; ; {
		err := m.sendAt(ctx, e, t, at)
		var again *retryError
		switch {
		case err == nil:
			e.plain.store(at)
			return nil
		case errors.As(err, &again):
			if try++; try > maxTries || !wait(ctx, again.after) {
				return again.err
			}
		case at < plain && notUnderstood(err):
			at++
		default:
			return err
		}
	}
}

func (m *Client) sendAt(ctx context.Context, e *endpoint, t task, at level) error {
	body, err := json.Marshal(t.body(at))
	if err != nil {
		return failed(BadForm, "the request can't be written")
	}
	began, out := time.Now(), t.out()
	err = e.post(ctx, t.path, body, t.max, out)
	if err == nil {
		err = t.check(out)
	}
	if m.config.Record != nil {
		c := Call{Role: t.role, Host: e.base.Host, Request: body, Outcome: outcomeOf(err), Took: time.Since(began)}
		if err == nil {
			c.Reply = t.shown(out)
		}
		m.config.Record(c)
	}
	return err
}

// wait waits for d, unless ctx ends before.
func wait(ctx context.Context, d time.Duration) bool {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= d {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// notUnderstood reports whether a server refused a request because of what it
// asks for.
func notUnderstood(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.Status == 400 || e.Status == 422)
}
