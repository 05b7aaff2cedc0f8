package model

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"syscall"
)

// An Outcome is the outcome of a call.
type Outcome string

// The outcomes.
const (
	Succeeded  Outcome = "ok"
	Cached     Outcome = "cached"  // nothing was sent: the same was asked before
	TimedOut   Outcome = "late"    // no answer in time
	Down       Outcome = "down"    // the server can't be reached, or fails
	Refused    Outcome = "refused" // the server refuses: the key, the model's name, a limit
	BadForm    Outcome = "form"    // the answer is not in the form that was asked for
	Busy       Outcome = "busy"    // too many calls wait already
	OverBudget Outcome = "budget"  // the library has used up its calls of the day
	Suspended  Outcome = "resting" // not tried, after repeated failures

	// Unsupported is for a choice of low confidence whose passage has nothing
	// of the question: the caller did not use it.
	Unsupported Outcome = "unsupported"
)

// An Error is a call that failed. Its text has nothing that the server wrote.
type Error struct {
	Outcome Outcome
	Status  int // of the HTTP response, 0 if there was none
	why     string
}

func (e *Error) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("model: %s (HTTP status %d)", e.why, e.Status)
	}
	return "model: " + e.why
}

func failed(o Outcome, why string) *Error { return &Error{Outcome: o, why: why} }

// outcomeOf returns the outcome of a call that ended with err.
func outcomeOf(err error) Outcome {
	var e *Error
	switch {
	case err == nil:
		return Succeeded
	case errors.As(err, &e):
		return e.Outcome
	}
	return Down
}

// connectError says why a request failed, without what the server wrote:
// net/http quotes bytes that are not HTTP.
func connectError(err error) *Error {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var timeout net.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.As(err, &timeout) && timeout.Timeout():
		return failed(TimedOut, "no answer in time")
	case errors.As(err, &dns):
		return failed(Down, "there is no such host")
	case errors.Is(err, syscall.ECONNREFUSED):
		return failed(Down, "no server listens at the address")
	case errors.As(err, &certificate):
		return failed(Down, "the server's certificate is not trusted")
	case errors.Is(err, errRedirect):
		return failed(Refused, "the server redirects to another address")
	}
	return failed(Down, "the connection failed, or the server speaks another protocol")
}

// statusError says what the status of a response means.
func statusError(status int) *Error {
	e := &Error{Outcome: Refused, Status: status, why: "the server refuses the request"}
	switch {
	case status == 401 || status == 403:
		e.why = "the server refuses the key"
	case status == 404:
		e.why = "the server has no such model, or the address is not that of its API"
	case status == 429:
		e.why = "the server says that it is asked too often"
	case status >= 500:
		e.Outcome, e.why = Down, "the server failed"
	}
	return e
}
