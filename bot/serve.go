package bot

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"footnote/commands"
	"footnote/discord"
	"footnote/i18n"
	"footnote/internal/trace"
	"footnote/library"
)

// Discord requires a first answer within three seconds, all others within
// fifteen minutes. These limits leave time for the network.
const (
	deferAfter   = 1500 * time.Millisecond
	firstWithin  = 2500 * time.Millisecond
	answerWithin = 2 * time.Minute
)

// Serve answers an interaction exactly once, whatever goes wrong. It ignores an
// interaction that was delivered before. It returns when the answer and the
// notice to moderators after it are sent.
func (b *Bot) Serve(ctx context.Context, i *discord.Interaction) {
	if !b.seen.first(i.ID) {
		return
	}
	received := b.now()
	if !b.running.begin() {
		return
	}
	defer b.running.end()
	// Run waits for it, so a stopping process finishes its answers.
	ctx, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), answerWithin, context.DeadlineExceeded)
	defer cancel()
	stop := context.AfterFunc(b.closing, cancel)
	defer stop()

	t, ctx := b.interaction(ctx, i, received)
	ctx = b.config.Libraries.Begin(ctx, i.GuildID)
	if i.Type == discord.Autocomplete {
		t.complete(ctx)
		return
	}
	t.serve(ctx)
}

// interaction returns i to be answered, and a context whose log lines have its
// id.
func (b *Bot) interaction(ctx context.Context, i *discord.Interaction, received time.Time) (*interaction, context.Context) {
	return &interaction{bot: b, i: i, received: received, log: b.log.With("interaction", i.ID)}, trace.With(ctx, i.ID)
}

// take serves i in its own goroutine. Run waits for it.
func (b *Bot) take(ctx context.Context, i *discord.Interaction) {
	took := b.start(func() {
		defer i.Acknowledge() // of one that was answered before
		b.Serve(ctx, i)
	})
	if !took {
		i.Acknowledge()
	}
}

// An interaction is an interaction being answered.
type interaction struct {
	bot      *Bot
	log      *slog.Logger // its lines have the interaction's id
	i        *discord.Interaction
	received time.Time

	deferred int         // how Discord was asked to wait: a type of response, 0 if not
	hidden   bool        // Discord was asked to wait where only the asker sees it
	public   atomic.Bool // the answer is known to be public

	// The following fields belong to prepare until it has sent its letter.
	command commands.Command
	name    string           // of command, with its subcommand
	args    []string         // of the button or form
	locale  string           // language of the answer
	private bool             // the answer is for the asker alone
	outcome string           // answered by default
	missed  *library.Library // without an answer; counted once the asker was told
}

// serve runs the command when its turn comes, and asks Discord to wait if that
// takes long.
func (t *interaction) serve(ctx context.Context) {
	pass := t.bot.enter(t.i.GuildID, t.received, maxWait)
	if pass == nil {
		t.answer(ctx, t.layOut(ctx, t.refusedAsBusy()))
		return
	}
	done := make(chan letter, 1)
	waiting := make(chan struct{}, 1) // receives if the text that is added has to wait
	working := library.OnWait(ctx, func() {
		select {
		case waiting <- struct{}{}:
		default:
		}
	})
	go func() { done <- t.prepare(working) }()
	wait := time.NewTimer(deferAfter - time.Since(t.received))
	defer wait.Stop()
	select {
	case l := <-done:
		pass.leave()
		t.answer(ctx, l)
	case <-wait.C:
		pass.stepAside()
		t.wait(ctx)
		for {
			select {
			case l := <-done:
				pass.leave()
				t.answer(ctx, l)
				return
			case <-waiting:
				t.tellWaiting(ctx)
			}
		}
	}
}

// refusedAsBusy returns the reply to an interaction that waited too long for
// its turn. It is in the asker's language, because reading the server's would
// be work.
func (t *interaction) refusedAsBusy() commands.Reply {
	t.locale, t.private, t.outcome = t.i.Locale, true, busy
	name, _ := usedName(t.i)
	if _, ok := commands.Find(t.bot.config.Commands, name); ok {
		t.name = name
	}
	return commands.Request{Locale: t.locale}.Whisper(tooBusy.format)
}

// prepare does everything that may take long: it reads the request, runs the
// command, and lays out its reply, which may store the state of buttons. A
// panic becomes a reply.
func (t *interaction) prepare(ctx context.Context) (l letter) {
	defer func() {
		if p := recover(); p != nil {
			l = t.layOut(ctx, t.failed(caught(p)))
		}
	}()
	once := t.once(ctx)
	req, err := t.read(ctx)
	if err == nil {
		err = <-once
	}
	if errors.Is(err, errRepeated) {
		return letter{repeated: true}
	}
	if err != nil {
		return t.layOut(ctx, t.failed(err))
	}
	if req.Action == dismiss {
		return letter{dismiss: true}
	}
	return t.layOut(ctx, t.run(ctx, req))
}

// read returns the request, and checks whether the asker may make it.
func (t *interaction) read(ctx context.Context) (req commands.Request, err error) {
	t.locale = t.i.Locale
	if t.i.GuildID == "" {
		return req, onlyInServers
	}
	owner := ""
	if t.i.Type == discord.Press || t.i.Type == discord.Submit {
		if strings.HasPrefix(t.i.Data.CustomID, keptID+":") {
			go t.settings(ctx) // what is needed next comes at the same time as the state
		}
		var p press
		if p, err = t.bot.pressed(ctx, t.i.GuildID, t.i.Data.CustomID); err != nil {
			return req, err
		}
		owner, t.name, t.args = p.Owner, p.Command, p.Args
		t.command, req, err = t.bot.asked(t.i, p)
	} else {
		t.name, _ = usedName(t.i)
		t.command, req, err = t.bot.used(t.i)
	}
	if t.command.Name == "" {
		t.name = "" // not our command, so the name is arbitrary
	}
	if err != nil {
		return req, err
	}
	if err := t.authorize(ctx, &req); err != nil {
		return req, err
	}
	mayTakeAway := req.Action == dismiss && req.User.Moderator
	if owner != "" && owner != req.User.ID && !mayTakeAway {
		return req, notYours
	}
	return req, nil
}

// run runs the command. Its errors become replies.
func (t *interaction) run(ctx context.Context, req commands.Request) commands.Reply {
	lib, err := t.bot.config.Libraries.Library(t.i.GuildID)
	if err != nil {
		return t.failed(err)
	}
	reply, ours, err := t.ownAction(ctx, lib, req)
	if !ours {
		reply, err = t.command.Run(ctx, lib, req)
	}
	if err != nil {
		return t.failed(err)
	}
	if reply.Miss && req.Action == "" {
		t.missed = lib
	}
	switch {
	case req.Action == share:
		t.private = false
	case req.Action == commands.FollowedUp && t.onPrivate():
		reply.Private = true // as the answer that it follows
	}
	return t.standard(req, reply)
}

// failed returns the reply to an error. An error that the asker can't fix is
// logged under a reference that the reply shows; of others only the
// explanation is logged, because the error may contain words of a page or a
// feed.
func (t *interaction) failed(err error) commands.Reply {
	var p problem
	t.outcome = refused
	req := commands.Request{Locale: t.locale}
	switch {
	case errors.As(err, &p):
		return req.Whisper(p.format, p.args...)
	case errors.Is(err, errStale):
		return req.Whisper(staleButton.format)
	}
	if t.bot.closing.Err() != nil {
		return req.Whisper("I am restarting. Please ask again in a minute.")
	}
	if what, hint, ok := library.Explain(err); ok {
		if todo, ok := library.OperatorHint(err); ok {
			t.log.Warn("the operator must act", "hint", todo)
		}
		t.log.Info("refused", "command", t.name, "guild", t.i.GuildID, "why", what)
		return req.Whisper("%s %s", i18n.Ours(req.T(what)), i18n.Ours(req.T(hint)))
	}
	t.outcome = failed
	reference := library.NewReference()
	t.log.Error("a command failed", "command", t.name, "guild", t.i.GuildID, "reference", reference, "err", t.logged(err))
	return req.Whisper("Something went wrong on my side. If it happens again, contact whoever runs me: reference %s.", reference)
}

// complete offers values for the option being typed; an empty list if there
// are none.
func (t *interaction) complete(ctx context.Context) {
	ctx, cancel := context.WithDeadline(ctx, t.received.Add(firstWithin))
	defer cancel()
	choices := []discord.Choice{}
	for _, c := range t.choicesInTurn(ctx) {
		if len(choices) == discord.MaxChoices {
			break
		}
		if c.Value == "" || utf8.RuneCountInString(c.Value) > discord.MaxChoice {
			continue
		}
		choices = append(choices, discord.Choice{Name: discord.Fit(oneLine(c.Name), discord.MaxChoice), Value: c.Value})
	}
	err := t.bot.discord.Respond(ctx, t.i, discord.Response{Type: discord.OfferChoices, Data: discord.Choices{Choices: choices}})
	t.done(err)
	if err != nil && !discord.TooLate(err) {
		t.log.Warn("choices not sent", "err", err)
	}
}

// choicesInTurn returns the values to offer, none if it is too late for them.
func (t *interaction) choicesInTurn(ctx context.Context) []commands.Choice {
	pass := t.bot.enter(t.i.GuildID, t.received, maxTypingWait)
	if pass == nil {
		t.refusedAsBusy()
		return nil
	}
	defer pass.leave()
	return t.choices(ctx)
}

func (t *interaction) choices(ctx context.Context) (choices []commands.Choice) {
	defer func() {
		if p := recover(); p != nil {
			t.log.Error("completion failed", "err", caught(p))
			choices = nil
		}
	}()
	req, err := t.read(ctx)
	if err != nil || t.command.Complete == nil {
		return nil
	}
	lib, err := t.bot.config.Libraries.Library(t.i.GuildID)
	if err == nil {
		choices, err = t.command.Complete(ctx, lib, req)
	}
	if err == nil {
		return choices
	}
	if what, _, ok := library.Explain(err); ok {
		t.log.Info("completion refused", "command", t.name, "why", what)
	} else {
		t.log.Warn("completion failed", "command", t.name, "err", t.logged(err))
	}
	return choices
}
