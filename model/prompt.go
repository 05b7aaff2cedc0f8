package model

import (
	"strings"
	"unicode"
)

// maxPassage is how much of a passage is sent, in bytes of its sentences: 15
// such passages are about 6,000 tokens.
const maxPassage = 1500

// A prompt is a question with its passages as it is sent.
type prompt struct {
	text string
	sent []sentences // of each passage
}

// sentences are those of a passage that were sent.
type sentences struct{ from, to int }

// newPrompt writes a question. Passages, titles and the question are between
// tags, and can't end them: what could begin a tag is escaped.
func newPrompt(q Question) *prompt {
	p := &prompt{}
	var b strings.Builder
	element(&b, "question", q.Text)
	b.WriteString("<passages>\n")
	for i, passage := range q.Passages {
		part := passage.part()
		p.sent = append(p.sent, part)
		b.WriteString("<passage n=" + number(i+1) + ">\n")
		element(&b, "title", passage.Title)
		element(&b, "heading", passage.Heading)
		element(&b, "before", passage.Lead)
		for n := part.from; n < part.to; n++ {
			b.WriteString("<s n=" + number(n+1) + ">" + escape(passage.Sentences[n]) + "</s>\n")
		}
		b.WriteString("</passage>\n")
	}
	b.WriteString("</passages>\n")
	p.text = b.String()
	return p
}

// part returns which sentences of a passage are sent: the best, and those
// around it as far as they fit.
func (p Passage) part() sentences {
	if len(p.Sentences) == 0 {
		return sentences{}
	}
	best := min(max(p.Best, 0), len(p.Sentences)-1)
	s := sentences{best, best + 1}
	left := maxPassage - len(p.Sentences[best])
	for grown := true; grown; {
		grown = false
		if s.from > 0 && len(p.Sentences[s.from-1]) <= left {
			s.from--
			left -= len(p.Sentences[s.from])
			grown = true
		}
		if s.to < len(p.Sentences) && len(p.Sentences[s.to]) <= left {
			left -= len(p.Sentences[s.to])
			s.to++
			grown = true
		}
	}
	return s
}

// element writes a text between tags. It writes nothing for "".
func element(b *strings.Builder, tag, text string) {
	if text != "" {
		b.WriteString("<" + tag + ">" + escape(text) + "</" + tag + ">\n")
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// maxSentence is how much of one sentence is sent, in bytes.
const maxSentence = 2 * maxPassage

// escape makes a text one line that can't end the block it is in. Invisible
// characters are left out.
func escape(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, cut(text, maxSentence))
	return escaper.Replace(text)
}

// cut returns the beginning of a text, at most max bytes.
func cut(text string, max int) string {
	if len(text) > max {
		text = text[:max]
	}
	return strings.ToValidUTF8(text, "")
}
