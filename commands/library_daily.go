package commands

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"footnote/library"
)

// withDaily adds to the settings the button of the quote of the day.
func withDaily(req Request, panel Reply) Reply {
	panel.Buttons = append(panel.Buttons, Button{Label: req.T("Quote of the day"), Action: "daily"})
	return panel
}

// dailySettings shows and changes the quote of the day. The actions of its
// buttons and menus begin with "daily"; "daily" alone shows it.
func dailySettings(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	there := library.Soon(ctx, ahead, lib.CanDraw)
	d, err := lib.Daily(ctx)
	if err != nil {
		return Reply{}, err
	}
	first := ""
	if len(req.Args) > 0 {
		first = req.Args[0]
	}
	switch req.Action {
	case "daily":
		return dailyPanel(req, d, there)
	case "dailyform":
		return zoneForm(req, d), nil
	case "dailychannel":
		d.Channel = first
	case "dailyhour":
		if d.Hour, err = strconv.Atoi(first); err != nil || d.Hour < 0 || d.Hour > 23 {
			return staleNote(req), nil
		}
	case "dailyzone":
		zone, err := library.ZoneNamed(req.Text("zone"))
		if errors.Is(err, library.ErrBadZone) {
			panel, err := dailyPanel(req, d, there)
			said := req.T("“%s” is not a time zone. Write a city or a name such as Europe/Berlin or America/New_York.", req.Text("zone"))
			panel.Blocks = append([]Block{{Text: said}}, panel.Blocks...)
			return panel, err
		}
		d.Zone = zone.String()
	default:
		return staleNote(req), nil
	}
	what := "quote of the day –"
	if d.Channel != "" {
		what = fmt.Sprintf("quote of the day %s %02d:00 %s", MentionChannel(d.Channel), d.Hour, d.Zone)
	}
	if err := lib.SetDaily(ctx, req.User.ID, what, d); err != nil {
		return Reply{}, err
	}
	if d, err = lib.Daily(ctx); err != nil {
		return Reply{}, err
	}
	return dailyPanel(req, d, there)
}

// dailyPanel shows the settings of the quote of the day. Hour and zone can be
// set once it has a channel.
func dailyPanel(req Request, d library.Daily, canDraw func() (bool, error)) (Reply, error) {
	reply := Reply{Title: req.T("Quote of the day"), Private: true, Replace: true}
	text := req.T("Every day I post a quotation from the articles, with its speaker and source. I only post quotations whose speaker is named, and repeat none before all were posted. Pick a channel to begin.")
	channel := Menu{Prompt: req.T("The channel of the quote of the day; choose none to turn it off"), Action: "dailychannel", Of: Channels, Max: 1}
	if d.Channel != "" {
		channel.Picked = []string{d.Channel}
		text = req.T("I post a quotation in %s every day at %s, time zone %s. The next one: %s.",
			MentionChannel(d.Channel), clock(d.Hour), d.Zone, dayAndTime(d))
	}
	reply.Blocks = []Block{{Text: text}}
	there, err := canDraw()
	if err != nil {
		return Reply{}, err
	}
	switch problem := dailyProblem(req, d.Problem); {
	case !there:
		reply.Blocks[0].Small = req.T("No article in this library quotes a person by name yet.")
	case problem != "":
		reply.Blocks[0].Small = problem
	}
	reply.Menus = []Menu{channel}
	if d.Channel == "" {
		return reply, nil
	}
	hours := Menu{Prompt: req.T("The hour"), Action: "dailyhour", Min: 1, Max: 1, Picked: []string{strconv.Itoa(d.Hour)}}
	for h := range 24 {
		hours.Choices = append(hours.Choices, Choice{Name: clock(h), Value: strconv.Itoa(h)})
	}
	reply.Menus = append(reply.Menus, hours)
	reply.Buttons = []Button{
		{Label: req.T("Time zone"), Action: "dailyform"},
		{Label: req.T("Turn it off"), Action: "dailychannel"},
	}
	return reply, nil
}

func clock(hour int) string { return fmt.Sprintf("%02d:00", hour) }

// dayAndTime formats when the next one is due, in its time zone.
func dayAndTime(d library.Daily) string {
	zone, err := library.ZoneNamed(d.Zone)
	if err != nil {
		zone = time.UTC
	}
	return d.Next.In(zone).Format("2006-01-02 15:04")
}

func zoneForm(req Request, d library.Daily) Reply {
	return Reply{Form: &Form{Title: req.T("Time zone"), Action: "dailyzone", Fields: []Field{{
		Name: "zone", Label: req.T("Time zone"), Description: req.T("A city or a name such as Europe/Berlin or America/New_York"),
		Required: true, Value: d.Zone, MaxLength: 60,
	}}}}
}

// dailyProblem says why the last quote of the day was not posted, "" if it was.
func dailyProblem(req Request, p library.DailyProblem) string {
	switch p {
	case library.NoProblem:
		return ""
	case library.ChannelGone:
		return req.T("The last one was not posted: the channel does not exist any more. Pick another one.")
	case library.ChannelClosed:
		return req.T("The last one was not posted: I can't write in that channel. Allow me to see it and to send messages there, or pick another one.")
	case library.NoQuotations:
		return req.T("The last one was not posted: no article in this library quotes a person by name.")
	}
	return req.T("The last one was not posted: Discord did not accept it. I will try again.")
}

// quoteOfTheDay is the message that is posted, or the notice to the moderators
// if there is none to post.
func quoteOfTheDay(req Request, d *library.DailyReport) Reply {
	if d.Problem != library.NoProblem {
		return DailyNotice(req.Locale, d.Channel, d.Problem)
	}
	return Reply{
		Title:   req.T("Quote of the day"),
		Blocks:  []Block{{Cite: citeQuote(d.Result)}},
		Buttons: opensArticle(req, []library.Result{d.Result}),
	}
}

// DailyNotice notifies the moderators that the quote of the day was not posted.
func DailyNotice(language, channel string, p library.DailyProblem) Reply {
	req := Request{Locale: language}
	return Reply{Blocks: []Block{{
		Heading: req.T("The quote of the day was not posted"),
		Text:    req.T("Its channel: %s.", MentionChannel(channel)) + " " + dailyProblem(req, p),
		Small:   req.T("Change it with /library settings."),
	}}}
}
