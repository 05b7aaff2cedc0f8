// Package model asks a language model to point at passages. It speaks the
// protocol of OpenAI-compatible servers: Ollama, llama.cpp, vLLM, LM Studio
// and hosted ones.
//
// A model has three roles, each of them optional. Choose says which of numbered
// passages answer a question. Rephrase gives other words to search for. Embed
// turns texts into vectors. Nothing that a model writes is shown, stored or
// logged: Choose returns only numbers, the words of Rephrase are only searched
// for, and errors are in our own words.
//
// Every call is limited: in time, in bytes, in how many run or wait at a time,
// and in how many a library may make in a day. After repeated failures no call
// is made for a while. The caller has an answer without the model, and falls
// back to it.
package model

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Config says which models there are. Its zero value names none.
type Config struct {
	URL   string // base address of the server, such as http://localhost:11434/v1
	Name  string // of the model that chooses and rephrases, "" for none
	Roles []Role // what that model does; nil for both

	EmbedURL  string // base address of the embedding model's server, "" for URL
	EmbedName string // of the embedding model, "" for none

	Key string // sent to both as a bearer token, "" for none; never logged

	Timeout  time.Duration // longest that a person waits for the model, all calls together; 0 means DefaultTimeout
	Parallel int           // most calls at a time; 0 means DefaultParallel
	Daily    int           // most calls of a library in a day (UTC), each role apart; 0 means DefaultDaily

	Transport http.RoundTripper // nil for the network
	Record    func(Call)        // gets every call that was made; nil for none
}

// The defaults of a Config.
const (
	DefaultTimeout  = 8 * time.Second // Discord waits 15 minutes, people do not
	DefaultParallel = 2
	DefaultDaily    = 500
)

// A Role is a task of a model.
type Role string

// The roles.
const (
	ChooseRole   Role = "choose"
	RephraseRole Role = "rephrase"
	EmbedRole    Role = "embed"
)

// A Client asks the models of a Config. Its methods may be called from any
// goroutine.
type Client struct {
	config   Config
	chat     *endpoint // nil for none
	embed    *endpoint // nil for none
	gate     *gate     // of the calls that people wait for
	making   *gate     // of vectors made in the background
	budget   budget
	choices  cache[Choice]
	queries  cache[[]string]
	vectors  cache[Vector]
	counts   counts
	embedDim atomic.Int64 // length of the embedding model's vectors, 0 before the first
}

// ErrAddress is wrapped by the errors of New.
var ErrAddress = errors.New("model: the address can't be used")

// New returns a client of c, which names at least one model. It opens no
// connection.
func New(c Config) (*Client, error) {
	c.Timeout = cmp.Or(c.Timeout, DefaultTimeout)
	c.Parallel = cmp.Or(c.Parallel, DefaultParallel)
	c.Daily = cmp.Or(c.Daily, DefaultDaily)
	m := &Client{config: c, gate: newGate(c.Parallel), making: newGate(1)}
	doer := newDoer(c.Transport)
	if c.Name != "" {
		base, err := baseURL(c.URL)
		if err != nil {
			return nil, err
		}
		m.chat = &endpoint{base: base, name: c.Name, key: c.Key, http: doer}
	}
	if c.EmbedName != "" {
		base, err := baseURL(cmp.Or(c.EmbedURL, c.URL))
		if err != nil {
			return nil, err
		}
		m.embed = &endpoint{base: base, name: c.EmbedName, key: c.Key, http: doer}
	}
	return m, nil
}

// baseURL reads the address of a server. Its error does not contain the
// address, which may hold a password.
func baseURL(address string) (*url.URL, error) {
	if address == "" {
		return nil, fmt.Errorf("%w: there is none", ErrAddress)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: it is no URL", ErrAddress)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%w: it does not start with http:// or https://", ErrAddress)
	case u.Hostname() == "":
		return nil, fmt.Errorf("%w: it names no host", ErrAddress)
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath, u.Fragment = "", ""
	return u, nil
}

// Has reports whether there is a model for a role.
func (m *Client) Has(r Role) bool {
	switch {
	case m == nil:
		return false
	case r == EmbedRole:
		return m.embed != nil
	case m.chat == nil:
		return false
	case m.config.Roles == nil:
		return true
	}
	for _, has := range m.config.Roles {
		if has == r {
			return true
		}
	}
	return false
}

// Host names who receives what is sent to the model of a role: a host, with its
// port where the address has one. It is "" if there is no such model.
func (m *Client) Host(r Role) string {
	if !m.Has(r) {
		return ""
	}
	return m.of(r).base.Host
}

func (m *Client) of(r Role) *endpoint {
	if r == EmbedRole {
		return m.embed
	}
	return m.chat
}

// Timeout is how long a person waits for the model at most.
func (m *Client) Timeout() time.Duration { return m.config.Timeout }
