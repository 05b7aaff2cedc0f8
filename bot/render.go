package bot

import (
	"strings"
	"time"
	"unicode/utf8"

	"footnote/article"
	"footnote/commands"
	"footnote/discord"
	"footnote/i18n"
	"footnote/library/diff"
)

// accent is the colour at the edge of every answer: the blue of a footnote's
// mark on paper.
const accent = 0x3B6EA5

// A renderer lays out a reply for Discord.
type renderer struct {
	locale  string
	mention func(text string) string // makes names of commands clickable
	id      func(command, action string, args []string, anyone bool) (string, error)
}

// message lays out a reply within Discord's limits. It shortens citations to
// fit, the longest first, but not our own text.
func (r renderer) message(reply commands.Reply) (discord.Message, error) {
	var m discord.Message
	if reply.Private {
		m.Flags |= discord.Ephemeral
	}
	if reply.Silent {
		m.Flags |= discord.Silent
	}
	m.Flags |= discord.ComponentsV2
	controls, err := r.controls(reply)
	if err != nil {
		return m, err
	}
	var inside []discord.Component
	for i, text := range r.fit(reply) {
		if i > 0 {
			inside = append(inside, discord.Separator(true))
		}
		inside = append(inside, discord.Text(text))
	}
	if reply.File != nil {
		m.Files = []discord.File{{Name: reply.File.Name, MediaType: reply.File.MediaType, Body: reply.File.Body}}
		shown := discord.FileDisplay(reply.File.Name)
		if reply.File.Alt != "" {
			shown = discord.MediaGallery(reply.File.Name, reply.File.Alt)
		}
		inside = append(inside, shown)
	}
	inside = append(inside, controls...)
	m.Components = []discord.Component{discord.Container(accent, inside...)}
	return m, nil
}

// maxTexts is the most text displays in a message. With a separator before
// each and all buttons of a reply, the message stays below the 40 components
// that Discord allows.
const maxTexts = 10

// maxCited is the most code points of a passage that are shown, about a
// phone's screen. A longer passage is cut to the part around the sentence.
const maxCited = 1200

// fit renders the texts of a reply with shorter and shorter citations until
// they fit in a message, then drops some from the end.
func (r renderer) fit(reply commands.Reply) []string {
	var list []string
	for _, limit := range []int{maxCited, 900, 700, 500, 350, 250, 150, 80} {
		if list = r.texts(reply, limit); fits(list) {
			return list
		}
	}
	for len(list) > 1 && !fits(list) {
		list = list[:len(list)-1]
	}
	if !fits(list) {
		list[0] = discord.Fit(list[0], discord.MaxTextBytes/utf8.UTFMax)
	}
	return list
}

func fits(list []string) bool {
	points, bytes := 0, 0
	for _, t := range list {
		points += utf8.RuneCountInString(t)
		bytes += len(t) + discord.PerText
	}
	return points <= discord.MaxTextDisplays && bytes <= discord.MaxTextBytes && len(list) <= maxTexts
}

// texts renders a reply as markdown: a text for each block with a citation,
// and one for the blocks between them. limit is the most code points of a
// citation.
func (r renderer) texts(reply commands.Reply, limit int) []string {
	var list []string
	var lines []string // of the current text
	end := func() {
		if len(lines) > 0 {
			list = append(list, strings.Join(lines, "\n"))
			lines = nil
		}
	}
	if reply.Title != "" {
		lines = append(lines, "### "+discord.Escape(oneLine(reply.Title)))
	}
	for i, b := range reply.Blocks {
		if i > 0 && cites(b) {
			end()
		}
		lines = append(lines, r.block(b, limit)...)
	}
	if reply.Pages > 1 {
		lines = append(lines, small(i18n.T(r.locale, "Page %d of %d", reply.Page, reply.Pages)))
	}
	end()
	if len(list) == 0 {
		list = []string{small(i18n.T(r.locale, "Done."))} // a message can't be empty
	}
	return list
}

func cites(b commands.Block) bool { return b.Cite != nil && b.Cite.Words != "" }

func (r renderer) block(b commands.Block, limit int) []string {
	var lines []string
	if b.Heading != "" {
		lines = append(lines, "**"+discord.Escape(oneLine(b.Heading))+"**")
	}
	if b.Text != "" {
		lines = append(lines, r.say(b.Text))
	}
	if b.Cite != nil {
		lines = append(lines, r.citation(b.Cite, limit)...)
	}
	if b.Small != "" {
		lines = append(lines, small(r.say(oneLine(b.Small))))
	}
	return lines
}

// say escapes our own text and makes mentions and names of commands in it
// clickable, but not those in words that others wrote.
func (r renderer) say(text string) string {
	var b strings.Builder
	i18n.Split(text, func(part string, theirs bool) {
		escaped := discord.Escape(part)
		if !theirs {
			escaped = r.mention(escaped)
		}
		b.WriteString(escaped)
	})
	return b.String()
}

func small(markdown string) string { return "-# " + markdown }

// citation renders an article's words as a block quote, the hits bold, the
// speaker and the source below.
func (r renderer) citation(c *commands.Citation, limit int) []string {
	var lines []string
	if c.Words != "" {
		text := emphasize(commands.Pieces(excerpt(c, limit)))
		if c.Quoted {
			text = "“" + text + "”"
		}
		lines = append(lines, "> "+strings.ReplaceAll(text, "\n", "\n> "))
		if c.Quoted && c.Speaker != "" {
			lines = append(lines, "— **"+discord.Escape(oneLine(c.Speaker))+"**")
		}
		lines = append(lines, small(r.source(c.Source)))
	} else {
		lines = append(lines, r.source(c.Source))
	}
	if len(c.Also) > 0 {
		var also []string
		for _, s := range c.Also[:min(len(c.Also), 3)] {
			also = append(also, title(s))
		}
		lines = append(lines, small("also in "+strings.Join(also, ", ")))
	}
	return lines
}

// source renders the source of a citation.
func (r renderer) source(s commands.Source) string {
	parts := []string{title(s)}
	for _, text := range []string{s.Section, s.Author} {
		if text != "" {
			parts = append(parts, discord.Escape(discord.Fit(oneLine(text), 100)))
		}
	}
	if d, err := time.Parse(time.DateOnly, s.Published); err == nil {
		layout := time.DateOnly // understood everywhere
		if r.locale == "" || strings.HasPrefix(r.locale, "en") {
			layout = "2 January 2006"
		}
		parts = append(parts, d.Format(layout))
	}
	return strings.Join(parts, " · ")
}

func title(s commands.Source) string {
	text := discord.Fit(oneLine(s.Title), 120)
	if s.URL == "" {
		return discord.Escape(text)
	}
	return discord.MaskedLink(text, s.URL)
}

// emphasize escapes the pieces of a text. Hits are bold, and words that the
// text does not have are crossed out.
func emphasize(pieces []commands.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		sign := ""
		switch {
		case p.Marked:
			sign = "**"
		case p.Replaced:
			sign = "~~"
		}
		b.WriteString(sign + discord.Escape(p.Text) + sign)
	}
	return b.String()
}

// excerpt shortens the words of a citation to about limit code points around
// the first mark, at spaces, with an ellipsis for what was left out. It adjusts
// marks and struck words.
func excerpt(c *commands.Citation, limit int) (text string, marks []article.Span, struck []diff.Replaced) {
	text = c.Words
	if utf8.RuneCountInString(text) <= limit {
		return text, c.Marks, c.Replaced
	}
	start := 0
	if first, ok := firstMark(c); ok && utf8.RuneCountInString(text[:first.End]) > limit {
		start = blankBefore(text, first.Start-limit/3)
	}
	cut := discord.Fit(text[start:], limit)
	kept := len(cut)
	if cut != text[start:] {
		kept -= len("…")
	}
	lead := ""
	if start > 0 {
		lead = "…"
	}
	move := len(lead) - start
	for _, m := range c.Marks {
		if m.Start >= start && m.End <= start+kept {
			marks = append(marks, article.Span{Start: m.Start + move, End: m.End + move})
		}
	}
	for _, s := range c.Replaced {
		if s.At >= start && s.At <= start+kept {
			struck = append(struck, diff.Replaced{At: s.At + move, Words: s.Words})
		}
	}
	return lead + cut, marks, struck
}

// firstMark returns the offset of the first mark or struck word of a citation.
func firstMark(c *commands.Citation) (article.Span, bool) {
	switch {
	case len(c.Replaced) > 0 && (len(c.Marks) == 0 || c.Replaced[0].At < c.Marks[0].Start) && c.Replaced[0].At <= len(c.Words):
		return article.Span{Start: c.Replaced[0].At, End: c.Replaced[0].At}, true
	case len(c.Marks) > 0 && c.Marks[0].End <= len(c.Words):
		return c.Marks[0], true
	}
	return article.Span{}, false
}

// blankBefore returns the start of the word that contains byte i of text, or
// of the character if there is no space nearby.
func blankBefore(text string, i int) int {
	const near = 60
	i = max(i, 0)
	if at := strings.LastIndexAny(text[:i], " \n"); at >= i-near {
		return at + 1
	}
	for i > 0 && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
