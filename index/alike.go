package index

import (
	"slices"

	"footnote/article"
	"footnote/index/analysis"
)

// A token is a word of a short text and where it is.
type token struct {
	stem string
	stop bool
	span article.Span
}

// tokens returns the words of a short text in a language.
func tokens(text, language string) []token {
	var all []token
	stops := analysis.StopWords(language)
	s := analysis.Scanner{Text: text}
	for s.Next() && len(all) < maxTerms {
		word := string(s.Form)
		t := token{stem: word, stop: stops[word], span: article.Span{Start: s.Start, End: s.End}}
		if !s.Pair {
			t.stem = analysis.Stem(language, word)
		}
		all = append(all, t)
	}
	return all
}

// languageOfQuestion returns the language that a question is most likely asked
// in, or "en" if that is not clear.
func languageOfQuestion(text string) string {
	if language := analysis.LanguageOf(text, ""); language != "" {
		return language
	}
	votes := make([]int, len(analysis.Latin))
	s := analysis.Scanner{Text: text}
	for s.Next() {
		mask := analysis.Ballots()[string(s.Form)]
		for i := range votes {
			votes[i] += int(mask >> i & 1)
		}
	}
	best := 0
	for i, n := range votes {
		if n > votes[best] {
			best = i
		}
	}
	return analysis.Latin[best]
}

// Similarity returns how much of the words of two questions they share, from 0
// to 1: endings, order, repetitions and stop words don't count. A question of
// stop words alone is compared by these.
func Similarity(a, b string) float64 {
	as, bs := questionStems(a), questionStems(b)
	if len(as) == 0 || len(bs) == 0 {
		return 0
	}
	shared := 0
	for _, stem := range as {
		if slices.Contains(bs, stem) {
			shared++
		}
	}
	return float64(shared) / float64(len(as)+len(bs)-shared)
}

// questionStems returns the stems of a question, each once.
func questionStems(text string) []string {
	all := tokens(text, languageOfQuestion(text))
	telling := slices.DeleteFunc(slices.Clone(all), func(t token) bool { return t.stop })
	if len(telling) == 0 {
		telling = all
	}
	var stems []string
	for _, t := range telling {
		if !slices.Contains(stems, t.stem) {
			stems = append(stems, t.stem)
		}
	}
	return stems
}

// MaxRewordings is how many texts Reword returns at most.
const MaxRewordings = 3

// Reword returns variants of text, each with one word or run of words replaced
// by its synonym. A synonym is two words, or two runs of words, that mean the
// same in either direction; other endings count as the same word.
func Reword(text string, synonyms [][2]string) []string {
	language := languageOfQuestion(text)
	all := tokens(text, language)
	var reworded []string
	for _, s := range synonyms {
		for i, from := range s {
			to := s[1-i]
			for _, span := range runs(all, tokens(from, language)) {
				other := text[:span.Start] + to + text[span.End:]
				if !slices.Contains(reworded, other) {
					reworded = append(reworded, other)
				}
				if len(reworded) == MaxRewordings {
					return reworded
				}
			}
		}
	}
	return reworded
}

// runs returns where the words of part follow each other in all.
func runs(all, part []token) []article.Span {
	var found []article.Span
	for i := 0; len(part) > 0 && i+len(part) <= len(all); i++ {
		if slices.EqualFunc(all[i:i+len(part)], part, func(a, b token) bool { return a.stem == b.stem }) {
			found = append(found, article.Span{Start: all[i].span.Start, End: all[i+len(part)-1].span.End})
		}
	}
	return found
}
