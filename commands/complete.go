package commands

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/library"
)

// maxOffered is how many values are offered while a person types.
const maxOffered = 25

// maxChoiceLength is the most code points of the name and of the value of a
// choice.
const maxChoiceLength = 100

// completeArticle offers articles by title, with their ids as values, and the
// newest if nothing is typed yet.
func completeArticle(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	if req.Focused != "article" {
		return nil, nil
	}
	titles, err := lib.Titles(ctx, req.Text(req.Focused), maxOffered)
	if err != nil {
		return nil, err
	}
	var choices []Choice
	for _, t := range titles {
		choices = append(choices, Choice{Name: shorten(t.Text, maxChoiceLength), Value: t.Place.Article})
	}
	return choices, nil
}

// completeName offers people that the articles mention.
func completeName(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	return names(ctx, lib, req, maxOffered)
}

func names(ctx context.Context, lib *library.Library, req Request, limit int) ([]Choice, error) {
	names, err := lib.Names(ctx, strings.TrimSpace(req.Text(req.Focused)), limit)
	if err != nil {
		return nil, err
	}
	return namesOffered(names), nil
}

// namesOffered makes choices of names. It leaves out those that are too long.
func namesOffered(names []string) []Choice {
	var choices []Choice
	for _, name := range names {
		if utf8.RuneCountInString(name) <= maxChoiceLength {
			choices = append(choices, Choice{Name: name, Value: name})
		}
	}
	return choices
}

// completeQuote offers quotations by their words, with their speakers; for the
// other options, people and articles.
func completeQuote(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	switch req.Focused {
	case "article":
		return completeArticle(ctx, lib, req)
	case "speaker":
		speakers, err := lib.Speakers(ctx, strings.TrimSpace(req.Text(req.Focused)), maxOffered)
		return namesOffered(speakers), err
	}
	choices, err := names(ctx, lib, req, maxOffered/5)
	if err != nil {
		return nil, err
	}
	quotations, err := lib.Quotations(ctx, req.Text(req.Focused), maxOffered-len(choices))
	if err != nil {
		return nil, err
	}
	for _, q := range quotations {
		name := "“" + shorten(q.Text, maxChoiceLength-2) + "”"
		if by := " — " + q.Speaker; q.Speaker != "" && utf8.RuneCountInString(by) < maxChoiceLength/2 {
			name = "“" + shorten(q.Text, maxChoiceLength-2-utf8.RuneCountInString(by)) + "”" + by
		}
		if value := placeValue(q.Place); utf8.RuneCountInString(value) <= maxChoiceLength {
			choices = append(choices, Choice{Name: name, Value: value})
		}
	}
	return choices, nil
}

// placePrefix is the prefix of the value of a choice that is a quotation. It is
// unlikely to be typed.
const placePrefix = "quotation:"

func placeValue(p article.Place) string {
	return placePrefix + strconv.Itoa(p.N) + ":" + p.Article
}

// placeOf parses a value that placeValue returned.
func placeOf(value string) (p article.Place, ok bool) {
	rest, ok := strings.CutPrefix(value, placePrefix)
	number, id, found := strings.Cut(rest, ":")
	n, err := strconv.Atoi(number)
	return article.Place{Article: id, N: n}, ok && found && err == nil && n >= 0 && id != ""
}
