package plain

import (
	"html"
	"strings"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

var (
	// cueTimes matches the line with the times of a cue, in WebVTT and SubRip.
	cueTimes      = lang.NewPattern(`^(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}`)
	subtitleStart = lang.NewPattern(`^\x{feff}?(?:WEBVTT(?:[ \t\r\n]|$)|\s*\d+\s*\r?\n(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->)`)
	voice         = lang.NewPattern(`^<v(?:\.[^ >]*)?\s+([^>]+)>`)
	speakerLabel  = lang.NewPattern(`^[\pL][\pL.'’ -]{0,40}\s?:\s`)
)

// IsSubtitles reports whether text is a file of subtitles, WebVTT or SubRip.
func IsSubtitles(text string) bool {
	return subtitleStart.Get().MatchString(text[:min(len(text), 200)])
}

// maxCues is the most bytes of cues that are joined to one paragraph, where
// nothing says who speaks.
const maxCues = 700

// ReadSubtitles reads the cues of a film or a talk as its text: one paragraph
// for each speaker's turn, without numbers and times. A voice is written as a
// label: Ann: …
func ReadSubtitles(text string) draft.Document {
	var doc draft.Document
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	if head, ok := strings.CutPrefix(text, "WEBVTT"); ok {
		head, _, _ = strings.Cut(head, "\n")
		doc.Title = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(head), "-–—"))
	}
	by, paragraph := "", ""
	flush := func() {
		if paragraph != "" {
			doc.Blocks = append(doc.Blocks, draft.Block{Kind: article.Paragraph, Text: paragraph})
		}
		paragraph = ""
	}
	for cue := range strings.SplitSeq(text, "\n\n") {
		words, who := cueText(cue)
		if words == "" {
			continue
		}
		label := strings.TrimSpace(speakerLabel.Get().FindString(words))
		switch {
		case who != "" && who != by, label != "" && label != by, strings.HasPrefix(words, "- "):
			flush()
		case label != "":
			words = strings.TrimSpace(words[len(label):])
		case who == "" && len(paragraph) > maxCues && lang.EndsSentence(paragraph):
			flush()
		}
		if paragraph == "" && who != "" {
			words = who + ": " + words
		}
		if who != "" || label != "" {
			by = lang.FirstNonBlank(who, label)
		}
		paragraph = strings.TrimSpace(paragraph + " " + strings.TrimPrefix(words, "- "))
	}
	flush()
	return doc
}

// cueText returns the words of a cue on one line, and who says them where a
// voice tag names them. It is "" for a note or a style.
func cueText(cue string) (words, who string) {
	lines := strings.Split(strings.TrimSpace(cue), "\n")
	for i, line := range lines {
		if !cueTimes.Get().MatchString(line) {
			continue
		}
		words = strings.Join(lines[i+1:], " ")
		if m := voice.Get().FindStringSubmatch(words); m != nil {
			who = strings.TrimSpace(m[1])
		}
		words = lang.OneLine(html.UnescapeString(anyTag.Get().ReplaceAllString(strings.ReplaceAll(words, "<v ", "<v a "), "")))
		return words, who
	}
	return "", ""
}
