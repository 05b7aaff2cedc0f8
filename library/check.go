package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
	"footnote/article/quotes"
	"footnote/index"
	"footnote/index/who"
	"footnote/library/diff"
	"footnote/store"
)

// A Verdict says whether the library supports that a person said something.
type Verdict string

// The verdicts.
const (
	Exact   Verdict = "exact"   // word for word, by the claimed speaker, if any
	Nearly  Verdict = "nearly"  // with differences, which are given
	Other   Verdict = "other"   // exactly or nearly, but by another speaker
	Denied  Verdict = "denied"  // exactly or nearly, but the article says that the words were not said
	Unnamed Verdict = "unnamed" // word for word, but the article does not name this speaker
	Absent  Verdict = "absent"  // nothing similar
)

// verdicts from the best to the worst.
var verdicts = []Verdict{Exact, Unnamed, Nearly, Other, Denied, Absent}

// Worst returns the worst verdict of checks, Absent if there are none.
func Worst(checks []Check) Verdict {
	if len(checks) == 0 {
		return Absent
	}
	worst := 0
	for _, c := range checks {
		worst = max(worst, slices.Index(verdicts, c.Verdict))
	}
	return verdicts[worst]
}

// A Check is a claim compared with a library.
type Check struct {
	Claim   quotes.Claim
	Verdict Verdict
	Result  *Result // the place of the closest words, nil if Absent

	// Spans in the text that Words returns. If Missing and Replaced are empty,
	// the claim is word for word what is there.
	Span     article.Span    // the sentences that were claimed
	Missing  []article.Span  // what the claim leaves out or replaces
	Replaced []diff.Replaced // what the claim has instead
	Cut      bool            // the claim omits words of its first or last sentence

	// Denial is the passage that says that the words were not said, and its
	// sentence; nil unless Denied.
	Denial *Result

	// Nearest is the quotation of the claimed speaker that is nearest to words
	// that are Absent, nil if none is near.
	Nearest *Result

	// FormerTexts is the article that once had the words, nil if it still has
	// them or never did.
	FormerTexts *FormerText

	agree int // words of the claim that agree
}

// Words returns the words of the library that are closest to the claim: of a
// quotation, or of a passage if no one is quoted. They are empty if Absent.
func (c Check) Words() string {
	switch {
	case c.Result == nil:
		return ""
	case c.Result.Quote != nil:
		return c.Result.Quote.Text
	}
	return c.Result.Passage
}

// Speaker returns the speaker of these words, "" if unknown.
func (c Check) Speaker() string {
	if c.Result == nil || c.Result.Quote == nil {
		return ""
	}
	return c.Result.Quote.Speaker
}

// DeniedBy returns the sentence that says that the words were not said, ""
// unless Denied.
func (c Check) DeniedBy() string {
	if c.Denial == nil {
		return ""
	}
	return c.Denial.Sentence.Of(c.Denial.Passage)
}

const (
	// MaxClaim is the most code points of a claim, Discord's longest option.
	MaxClaim = 6000

	maxClaims    = 5    // most claims in one check
	minInMessage = 5    // words of a quotation in a long message, to be one and no term
	maxBareWords = 10   // words outside marks, next to shorter ones inside; with more, the whole text is the claim
	minNearly    = 0.65 // least share of the words that agree
	quoteFirst   = 0.08 // how much better a passage must fit than a quotation
)

// ErrClaimTooLong is returned for a claim of more than MaxClaim code points, or
// for more than five claims: none goes unchecked.
var ErrClaimTooLong = errors.New("library: claim is too long")

// Check compares a text with the library: the quotations in it or, if there are
// none, all of it. Checks are in the order of the text.
func (l *Library) Check(ctx context.Context, text string) ([]Check, error) {
	if utf8.RuneCountInString(text) > MaxClaim {
		return nil, ErrClaimTooLong
	}
	whole := quotes.Claim{Words: strings.TrimSpace(text)}
	claims, err := l.claims(ctx, text)
	if err != nil {
		return nil, err
	}
	switch {
	case len(claims) == 0:
		return l.checkAll(ctx, []quotes.Claim{whole})
	case len(claims) > maxClaims:
		return nil, ErrClaimTooLong
	}
	ahead := l.Ahead()
	defer ahead.Wait()
	entire := Soon(ctx, ahead, func(ctx context.Context) (Check, error) { return l.check(ctx, whole) })
	checks, err := l.checkAll(ctx, claims)
	if err != nil {
		return nil, err
	}
	exact, agree := true, 0
	for _, c := range checks {
		exact = exact && c.Verdict == Exact && c.Claim.Speaker != ""
		agree += c.agree
	}
	if exact {
		return checks, nil
	}
	// A pasted sentence with its marks and speaker may be from an article, and
	// a quotation may contain others.
	check, err := entire()
	if err != nil {
		return nil, err
	}
	explained := 0 // words that name the speaker, and may agree as well
	if claims[0].Marked && claims[0].Speaker != "" {
		explained = diff.MaxShortWords
	}
	if check.Verdict == Exact || check.agree > agree+explained {
		return []Check{check}, nil
	}
	return checks, nil
}

// CheckMessage compares the first five quotations in a message with the
// library. A message without quotations has no checks.
func (l *Library) CheckMessage(ctx context.Context, text string) ([]Check, error) {
	claims := slices.DeleteFunc(quotes.Claims(text), func(c quotes.Claim) bool {
		return !c.Marked || utf8.RuneCountInString(c.Words) > MaxClaim
	})
	return l.checkAll(ctx, claims)
}

func (l *Library) checkAll(ctx context.Context, claims []quotes.Claim) ([]Check, error) {
	type parts struct {
		check  func() (Check, error)
		former func() (*FormerText, error)
	}
	ahead := l.Ahead()
	defer ahead.Wait()
	var all []parts
	for _, c := range claims[:min(len(claims), maxClaims)] {
		all = append(all, parts{
			Soon(ctx, ahead, func(ctx context.Context) (Check, error) { return l.check(ctx, c) }),
			Soon(ctx, ahead, func(ctx context.Context) (*FormerText, error) { return l.was(ctx, c.Words) }),
		})
	}
	var checks []Check
	for _, p := range all {
		check, err := p.check()
		if err == nil && check.Verdict != Exact {
			check.FormerTexts, err = p.former()
		}
		if err != nil {
			return nil, err
		}
		checks = append(checks, check)
	}
	return checks, nil
}

// A FormerText is an article that had certain words until it was changed.
type FormerText struct {
	Article store.Info
	Until   time.Time
}

// was returns the article that had words, or a sentence of them, and lost them;
// nil if there is none.
func (l *Library) was(ctx context.Context, words string) (*FormerText, error) {
	sentences := []string{words}
	for _, s := range lang.Sentences(article.Passage{Kind: article.Paragraph, Text: words}) {
		sentences = append(sentences, s.Of(words))
	}
	went, err := l.store.FormerTexts(ctx, l.name, sentences...)
	if err != nil || len(went) == 0 {
		return nil, err
	}
	info, err := l.store.Info(ctx, l.name, went[0].Article)
	if err != nil {
		return nil, err
	}
	return &FormerText{Article: info, Until: went[0].At}, nil
}

// claims returns the claims in text. There are none if text is one claim
// itself: few of its words are in marks, or what looks like a speaker is not a
// person of the library.
func (l *Library) claims(ctx context.Context, text string) ([]quotes.Claim, error) {
	claims := quotes.Claims(text)
	all, marked := len(strings.Fields(text)), 0
	for _, c := range claims {
		marked += len(strings.Fields(c.Words))
	}
	if marked < all/2 && all-marked > maxBareWords {
		claims = slices.DeleteFunc(claims, func(c quotes.Claim) bool { return !c.Marked || len(strings.Fields(c.Words)) < minInMessage })
		return claims, nil
	}
	if len(claims) == 1 && !claims[0].Marked {
		if by, err := l.people(ctx, claims[0].Speaker); err != nil || len(by) == 0 {
			return nil, err
		}
	}
	return claims, nil
}

func (l *Library) people(ctx context.Context, name string) ([]who.Person, error) {
	if name == "" {
		return nil, nil
	}
	var people []who.Person
	err := l.withIndex(ctx, func(x *index.Index) error {
		var err error
		people, err = x.People(ctx, name, 25)
		return err
	})
	if errors.Is(err, errEmpty) {
		err = nil
	}
	return people, err
}

// A nearest is a place whose words may be the claim's, with the comparison.
type nearest struct {
	diff.Result
	result Result
	text   string
	tokens []diff.Token
	rough  float64 // share of the claim's words, in any order
	by     match   // whether its speaker is the claimed one
	denial *Result // what says that the words were not said
}

// compared is the most places of one kind that are compared word by word.
const compared = 6

func (l *Library) check(ctx context.Context, claim quotes.Claim) (Check, error) {
	check := Check{Claim: claim, Verdict: Absent}
	words := diff.NewClaim(claim.Words)
	if words.Words == 0 {
		return check, nil
	}
	people, err := l.people(ctx, claim.Speaker)
	if err != nil {
		return check, err
	}
	speakers := speakers{library: l, claimed: claim.Speaker, people: people}
	ahead := l.Ahead()
	defer ahead.Wait()
	quoted := Soon(ctx, ahead, func(ctx context.Context) ([]nearest, error) { return l.near(ctx, index.Quotes, words, nil) })
	written := Soon(ctx, ahead, func(ctx context.Context) (passages, error) { return l.nearPassages(ctx, words) })
	theirs := func() (*Result, error) { return nil, nil }
	if len(people) == 1 {
		theirs = Soon(ctx, ahead, func(ctx context.Context) (*Result, error) { return l.nearestOf(ctx, people[0].Name, words) })
	}
	var best nearest
	for _, find := range []func() ([]nearest, error){quoted, func() ([]nearest, error) {
		p, err := written()
		speakers.know(p.denying)
		return p.withDenied(), err
	}} {
		near, err := find()
		if err != nil {
			return check, err
		}
		if err := speakers.match(ctx, near); err != nil {
			return check, err
		}
		for _, n := range near {
			n.Result = words.Compare(n.text, n.tokens)
			if n.worth() > best.worth() {
				best = n
			}
		}
		if best.same() {
			break // quoted words are in a passage, too
		}
	}
	if best.Share < minNearly {
		check.Nearest, err = theirs()
		return check, err
	}
	check.Result, check.Span, check.Missing, check.Replaced, check.Cut = &best.result, best.Span, best.Missing, best.Replaced, best.Cut
	check.agree, check.Denial = best.Agree, best.denial
	check.Verdict = best.verdict(claim.Speaker)
	return check, nil
}

// minAlike is the least share of a claim's words that a speaker's nearest
// quotation has: with less, it is about something else.
const minAlike = 0.3

// nearestOf returns the quotation of a speaker that is nearest to words that they
// did not say, nil if none is near.
func (l *Library) nearestOf(ctx context.Context, name string, words *diff.Claim) (*Result, error) {
	query := words.Query()
	if !index.HasWord(query) {
		return nil, nil
	}
	results, err := l.closest(ctx, index.Query{Kind: index.Quotes, Text: query, Speaker: name, Limit: compared}, nil)
	if err != nil {
		return nil, err
	}
	var best *Result
	most := minAlike
	for i, r := range results {
		if r.Quote == nil || r.Quote.Denied() {
			continue
		}
		if share := words.Overlap(diff.Count(diff.Tokens(diff.Comparable(r.Quote.Text)))); share >= most && (best == nil || share > most) {
			best, most = &results[i], share
		}
	}
	return best, nil
}

// same reports whether the place has the claim unchanged: whole, or with an
// ellipsis where it omits words.
func (n *nearest) same() bool { return n.Verbatim && (!n.Cut || n.Elided) }

// worth orders places: by their words, then by their speaker; of two that fit
// alike, a quotation comes before a passage.
func (n *nearest) worth() float64 {
	worth := n.Share
	if n.Verbatim {
		worth++
	}
	if n.same() {
		worth++
	}
	if n.result.Quote != nil {
		worth += quoteFirst
	}
	if n.by == theirs {
		worth += quoteFirst
	}
	return worth
}

func (n *nearest) verdict(claimed string) Verdict {
	named := n.result.Quote != nil && n.result.Quote.Speaker != "" && n.by != maybe
	switch {
	case n.denial != nil:
		return Denied
	case claimed != "" && named && n.by != theirs:
		return Other
	case !n.same():
		return Nearly
	case claimed != "" && !named:
		return Unnamed
	}
	return Exact
}

// candidates is how many places of a kind are requested from the index. It
// reads a hundred quotations in any case.
var candidates = map[index.Kind]int{index.Quotes: index.MaxLimit / 2, index.Passages: 20}

// near finds the places that have most of the claim's words. heard, if not nil,
// is called with the places whose words are about to be read.
func (l *Library) near(ctx context.Context, kind index.Kind, c *diff.Claim, heard func([]article.Place)) ([]nearest, error) {
	query := c.Query()
	if !index.HasWord(query) { // “?!” is near nothing
		return nil, nil
	}
	results, err := l.closest(ctx, index.Query{Kind: kind, Text: query, Limit: candidates[kind]}, heard)
	if err != nil {
		return nil, err
	}
	var all []nearest
	for _, r := range results {
		n := nearest{result: r, text: r.Passage}
		if r.Quote != nil {
			n.text = r.Quote.Text
		}
		n.tokens = diff.Tokens(diff.Comparable(n.text))
		if r.Quote != nil {
			diff.MarkJoints(n.tokens, *r.Quote)
		}
		if n.rough = c.Overlap(diff.Count(n.tokens)); n.rough >= minNearly {
			all = append(all, n)
		}
	}
	slices.SortStableFunc(all, func(a, b nearest) int { return cmp.Compare(b.rough, a.rough) })
	return all[:min(len(all), compared)], nil
}
