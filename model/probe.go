package model

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// A Health is the result of trying a model.
type Health struct {
	Role Role
	Name string // of the model
	Host string
	OK   bool
	Says string // how it answered, or what is wrong; nothing that the server wrote
	Took time.Duration
}

// Probe tries every model once, on texts of its own, and reports whether it
// answers, how fast, and whether its reply has the right form. It ignores the
// outcomes of earlier calls, and sends nothing of a library.
func (m *Client) Probe(ctx context.Context) []Health {
	var all []Health
	if m.Has(ChooseRole) || m.Has(RephraseRole) {
		all = append(all, m.probe(ctx, ChooseRole, m.chat, probeChoice))
	}
	if m.Has(EmbedRole) {
		all = append(all, m.probe(ctx, EmbedRole, m.embed, probeVectors))
	}
	return all
}

func (m *Client) probe(ctx context.Context, r Role, e *endpoint, try func(ctx context.Context, once *Client) (string, error)) Health {
	ctx, cancel := context.WithTimeout(ctx, m.config.Timeout)
	defer cancel()
	fresh := &endpoint{base: e.base, name: e.name, key: e.key, http: e.http}
	once := &Client{config: m.config, chat: fresh, embed: fresh, gate: newGate(1), making: newGate(1)}
	once.config.Daily = maxTries
	began := time.Now()
	says, err := try(ctx, once)
	h := Health{Role: r, Name: e.name, Host: e.base.Host, OK: err == nil, Says: says, Took: time.Since(began)}
	if err != nil {
		h.Says = strings.TrimPrefix(err.Error(), "model: ")
	}
	return h
}

// probeQuestion has one passage that answers, the second.
var probeQuestion = Question{
	Text: "When does the library open on Sundays?",
	Passages: []Passage{
		{Title: "House rules", Sentences: []string{"Dogs stay outside.", "Please return books to the desk."}},
		{Title: "Opening hours", Sentences: []string{"The reading room is on the first floor.", "On Sundays the doors open at ten."}},
		{Title: "History", Sentences: []string{"The house was built in 1911.", "It was a school before."}},
	},
}

func probeChoice(ctx context.Context, once *Client) (string, error) {
	c, err := once.Choose(ctx, probeQuestion)
	if err != nil {
		return "", err
	}
	form := "a JSON schema"
	if once.chat.plain.load() == plain {
		form = "one line of JSON; it takes no schema"
	}
	if c.None() || c.Passages[0] != 1 || c.Sentence != 1 {
		return fmt.Sprintf("keeps to the form (%s), but points at the wrong one of three passages", form), nil
	}
	return fmt.Sprintf("keeps to the form (%s), and points at the right one of three passages", form), nil
}

func probeVectors(ctx context.Context, once *Client) (string, error) {
	texts := []string{"On Sundays the doors open at ten.", "Opening hours at the weekend", "Dogs stay outside."}
	v, err := once.Embed(ctx, "", texts, true)
	if err != nil {
		return "", err
	}
	says := fmt.Sprintf("vectors of %d numbers", len(v[0]))
	if v[0].Closeness(v[1]) <= v[0].Closeness(v[2]) {
		says += "; a text on another subject is closer than one on the same"
	}
	return says, nil
}
