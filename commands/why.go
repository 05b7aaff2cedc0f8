package commands

import (
	"cmp"
	"slices"
	"strings"

	"footnote/index"
	"footnote/library"
)

// why explains to moderators how the results of a page were ranked: the words
// searched for, how they occur in a passage, its heading and title, then what
// counts for and against it.
func why(req Request, question string, results []library.Result) Reply {
	reply := Reply{Title: req.T("Why these: %s", question), Private: true}
	for _, r := range results {
		c := citeAnswer(r)
		c.Words = shorten(r.Sentence.Of(r.Passage), 120)
		c.Marks = nil
		reply.Blocks = append(reply.Blocks, Block{Cite: c})
		if r.Why != nil {
			reply.Blocks = append(reply.Blocks, Block{Text: strings.Join(append(whyWords(req, r.Why), whyTraits(req, r.Why)...), "\n")})
		}
	}
	return reply
}

// maxExplained is how many words of a question are explained. Those of a longer
// question would not fit in a message.
const maxExplained = 12

func whyWords(req Request, why *index.Why) []string {
	var lines []string
	for _, w := range why.Words[:min(len(why.Words), maxExplained)] {
		word := req.T("“%s”", w.Word)
		if w.Corrected != "" {
			word = req.T("“%s” (for “%s”)", w.Corrected, w.Word)
		}
		var places []string
		for _, place := range []struct {
			forms []index.Form
			say   string
		}{
			{w.Text, req.T("here")},
			{w.Lead, req.T("in the line before")},
			{w.Heading, req.T("in the heading")},
			{w.Title, req.T("in the title")},
		} {
			if len(place.forms) > 0 {
				places = append(places, place.say+" "+forms(req, place.forms))
			}
		}
		if places == nil {
			places = []string{req.T("not here")}
		}
		lines = append(lines, req.T("%s, in %d of %d passages: %s", word, w.Passages, why.Passages, strings.Join(places, "; ")))
	}
	if len(why.Together) > 0 {
		var all []string
		for _, s := range why.Together {
			all = append(all, req.T("“%s”", shorten(s, maxTitleLength)))
		}
		lines = append(lines, req.T("Side by side: %s", strings.Join(all, ", ")))
	}
	return lines
}

// forms lists the forms of a word where it was found.
func forms(req Request, list []index.Form) string {
	all := make([]string, len(list))
	for i, f := range list {
		all[i] = req.T("“%s”", f.Text)
		switch f.As {
		case index.AsEnding:
			all[i] = req.T("“%s” (another ending)", f.Text)
		case index.AsRelative:
			all[i] = req.T("“%s” (a related word)", f.Text)
		case index.AsSynonym:
			all[i] = req.T("“%s” (a synonym)", f.Text)
		}
	}
	return strings.Join(all, ", ")
}

// A trait sums up several features of a passage, in words for moderators.
type trait struct {
	features      []string
	good, against string // "" if it is not worth showing
}

func traits(req Request) []trait {
	return []trait{
		{[]string{"words", "cover", "sentence", "around", "joint", "exact", "rare", "pointed", "apart"}, req.T("it has the words searched for"), req.T("it has few of the words")},
		{[]string{"ordered", "copied", "span", "tight"}, req.T("they are close together"), ""},
		{[]string{"phrase"}, req.T("it has what is in quotation marks"), ""},
		{[]string{"title", "title fit"}, req.T("the title of its article has them"), ""},
		{[]string{"article"}, req.T("its whole article is about them"), ""},
		{[]string{"heading", "heading fit", "asked"}, req.T("the heading above it has them"), ""},
		{[]string{"beside"}, req.T("the passages around it have more of them"), ""},
		{[]string{"answer type", "offer"}, req.T("it has what is asked for: a name, a date, a number …"), ""},
		{[]string{"lead", "opening"}, req.T("its article begins with it"), ""},
		{[]string{"closeness"}, req.T("its meaning is close to the question, says a language model"), ""},
		{[]string{"long"}, "", req.T("it is long")},
		{[]string{"open", "stub"}, "", req.T("it says little without what follows")},
	}
}

// minTrait is the smallest share of the positive score of a passage with which
// a trait is shown.
const minTrait = 0.04

// whyTraits lists the traits for a passage and those against it, the strongest
// first.
func whyTraits(req Request, why *index.Why) []string {
	shares, all := map[string]float64{}, 0.0
	for _, r := range why.Reasons {
		shares[r.Name] += r.Share()
		all += max(0, r.Share())
	}
	type told struct {
		say   string
		share float64
	}
	var good, against []told
	for _, t := range traits(req) {
		sum := 0.0
		for _, name := range t.features {
			sum += shares[name]
		}
		switch {
		case sum >= minTrait*all && t.good != "":
			good = append(good, told{t.good, sum})
		case -sum >= minTrait*all && t.against != "":
			against = append(against, told{t.against, -sum})
		}
	}
	line := func(list []told, say func(what string) string) (lines []string) {
		slices.SortStableFunc(list, func(a, b told) int { return cmp.Compare(b.share, a.share) })
		var parts []string
		for _, t := range list {
			parts = append(parts, t.say)
		}
		if parts != nil {
			lines = []string{say(strings.Join(parts, "; "))}
		}
		return lines
	}
	return append(line(good, func(what string) string { return req.T("For it: %s.", what) }),
		line(against, func(what string) string { return req.T("Against it: %s.", what) })...)
}

// Meaning describes a feature of a passage in a language. It returns "" for an
// unknown feature.
func Meaning(locale, feature string) string {
	req := Request{Locale: locale}
	switch feature {
	case "phrase":
		return req.T("what is in quotation marks, side by side")
	case "words":
		return req.T("how often the words occur here; rare words count more")
	case "cover":
		return req.T("how many of the words the passage has")
	case "sentence":
		return req.T("how many its best sentence has")
	case "around":
		return req.T("how many that sentence has with the ones next to it")
	case "ordered":
		return req.T("words in the order of the question, close together")
	case "copied":
		return req.T("words side by side as in the question, small ones too")
	case "span":
		return req.T("how close together the words are")
	case "tight":
		return req.T("the best sentence has its words in order and close")
	case "exact":
		return req.T("words written as in the question")
	case "joint":
		return req.T("how many passage, heading and title have together")
	case "apart":
		return req.T("what the best sentence has beyond heading and title")
	case "heading":
		return req.T("words in the heading")
	case "title":
		return req.T("words in the article's title")
	case "article":
		return req.T("how often the words occur in the whole article")
	case "answer type":
		return req.T("the best sentence has what is asked for: a name, a date, a number …")
	case "lead", "opening":
		return req.T("the article begins with it")
	case "long":
		return req.T("how long the passage is")
	case "open":
		return req.T("it is a question itself, or only leads to what follows")
	case "rare":
		return req.T("words that few of the other passages found have")
	case "pointed":
		return req.T("such words in the best sentence")
	case "asked":
		return req.T("its heading asks the same")
	case "stub":
		return req.T("it is a heading or a caption, with no text of its own")
	case "offer":
		return req.T("one of its sentences has what is asked for")
	case "beside":
		return req.T("the passages before and after it have words that it lacks")
	case "heading fit":
		return req.T("how much of the heading is asked for")
	case "title fit":
		return req.T("how much of the article's title is asked for")
	case "closeness":
		return req.T("how close its meaning is to the question, by a language model")
	}
	return ""
}
