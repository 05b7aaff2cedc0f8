package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/library"
	"footnote/model"
)

// A modelConfig has the settings of the language model, as written in the
// environment.
type modelConfig struct {
	url, name           string
	embedURL, embedName string
	key                 string
	roles               string // of choose and rephrase
	byDefault           string // on or off
	seconds             string // that a person waits
	calls               string // at a time
	daily               string // of each server in a day
}

// set reports whether there is a model at all.
func (c modelConfig) set() bool { return c.name != "" || c.embedName != "" }

// client returns the client of the model, nil if none is set.
func (c modelConfig) client(record func(model.Call)) (*model.Client, error) {
	if !c.set() {
		return nil, nil
	}
	roles, err := rolesOf(c.roles)
	if err != nil {
		return nil, err
	}
	if c.byDefault != "on" && c.byDefault != "off" {
		return nil, hint(fmt.Errorf("FOOTNOTE_MODEL_DEFAULT is %q", c.byDefault), "It is on or off.")
	}
	var seconds, calls, daily int
	for _, n := range []struct {
		name, value string
		max         int
		into        *int
	}{
		{"FOOTNOTE_MODEL_SECONDS", c.seconds, 60, &seconds},
		{"FOOTNOTE_MODEL_CALLS", c.calls, 1000, &calls},
		{"FOOTNOTE_MODEL_DAILY", c.daily, 1_000_000_000, &daily},
	} {
		v, err := strconv.Atoi(n.value)
		if err != nil || v < 1 || v > n.max {
			return nil, hint(fmt.Errorf("%s is %q", n.name, n.value), "It is a number from 1 to %d.", n.max)
		}
		*n.into = v
	}
	m, err := model.New(model.Config{
		URL: c.url, Name: c.name, Roles: roles, EmbedURL: c.embedURL, EmbedName: c.embedName, Key: c.key,
		Timeout: time.Duration(seconds) * time.Second, Parallel: calls, Daily: daily, Record: record,
	})
	if err != nil {
		return nil, hint(err, "Set FOOTNOTE_MODEL_URL to the base address of an OpenAI-compatible server, such as http://localhost:11434/v1.")
	}
	return m, nil
}

func rolesOf(list string) ([]model.Role, error) {
	roles := []model.Role{}
	for name := range strings.SplitSeq(list, ",") {
		r := model.Role(strings.TrimSpace(name))
		if r != model.ChooseRole && r != model.RephraseRole {
			return nil, hint(fmt.Errorf("FOOTNOTE_MODEL_ROLES names %q", name), "It is choose, rephrase or both with a comma between.")
		}
		roles = append(roles, r)
	}
	return roles, nil
}

// useModel makes the client of the language model. If the model can't be used,
// it reports that in one line, and everything works without it.
func (a *app) useModel() *model.Client {
	m, err := a.config.model.client(a.record)
	if a.modelErr = err; err != nil {
		what, todo := describe(err)
		a.logger().Warn("the language model is not used", "err", what, "hint", todo)
	}
	return m
}

// pointing returns the choice made with --model and --no-model.
func (a *app) pointing(always, never bool) (library.Pointing, error) {
	switch {
	case always && never:
		return 0, hint(usage(errors.New("--model and --no-model")), "Use one of them.")
	case never:
		return library.Never, nil
	case !always:
		return library.AsSet, nil
	case !a.config.model.set():
		return 0, hint(usage(errors.New("--model: no language model is set")), "Set FOOTNOTE_MODEL_URL and FOOTNOTE_MODEL; .env.example explains them.")
	}
	_, err := a.config.model.client(nil)
	if err != nil {
		return 0, usage(err)
	}
	return library.Always, nil
}

// probeModel logs how the language model answers, when the bot starts.
func (a *app) probeModel(ctx context.Context, o *session, log *slog.Logger) {
	if o.model == nil {
		return
	}
	for _, h := range o.model.Probe(ctx) {
		if ctx.Err() != nil {
			return
		}
		level, what := slog.LevelInfo, "the language model answers"
		if !h.OK {
			level, what = slog.LevelWarn, "the language model does not answer as it must; Footnote answers without it"
		}
		log.Log(ctx, level, what, "role", h.Role, "model", h.Name, "host", h.Host, "says", h.Says, "took", h.Took.Round(time.Millisecond))
	}
}

// modelFindings are doctor's findings about the language model.
func (a *app) modelFindings(ctx context.Context, o *session) []finding {
	const without = "Footnote answers without it. "
	if a.modelErr != nil {
		what, todo := describe(a.modelErr)
		return []finding{{What: "model", Says: what, Hint: without + todo}}
	}
	if o.model == nil {
		return nil
	}
	var list []finding
	for _, h := range o.model.Probe(ctx) {
		f := finding{What: "model", OK: h.OK, Says: fmt.Sprintf("%s: %s at %s: %s (%d ms)", h.Role, h.Name, h.Host, h.Says, h.Took.Milliseconds())}
		if !h.OK {
			f.Hint = without + "Check FOOTNOTE_MODEL_URL, FOOTNOTE_MODEL, FOOTNOTE_EMBED_MODEL and FOOTNOTE_MODEL_KEY."
		}
		list = append(list, f)
	}
	return slices.Clip(list)
}

// prepare makes the vectors that the library lacks. If that fails, it reports
// why, and the question is answered with the existing ones.
func (a *app) prepare(ctx context.Context, o *session, use library.Pointing) {
	err := o.library.Prepare(ctx, use)
	switch {
	case err == nil || ctx.Err() != nil:
	case errors.Is(err, library.ErrEmbedding):
		a.logger().Warn("another process makes the vectors; passages without one are not found by their meaning yet")
	default:
		a.logger().Warn("passages without a vector are not found by their meaning", "err", err)
	}
}

// embedInterval is how often the bot looks for passages without a vector.
// maxEmbedPause is how long it waits after repeated failures.
const (
	embedInterval = 20 * time.Second
	maxEmbedPause = 10 * time.Minute
)

// embed regularly makes the vectors of new passages until ctx ends.
func embed(ctx context.Context, o *session, log *slog.Logger) {
	if !o.model.Has(model.EmbedRole) {
		return
	}
	for pause := embedInterval; ; {
		if err := o.libraries.EmbedDue(ctx); err == nil {
			pause = embedInterval
		} else if ctx.Err() == nil {
			pause = min(2*pause, maxEmbedPause)
			log.Warn("passages could not be embedded", "err", err, "again_in", pause)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}
