package store

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"footnote/article"
	"footnote/article/lang"
)

// A FormerText is a sentence or a quotation that an article had before it was
// changed.
type FormerText struct {
	Article string // its id
	Text    string
	At      time.Time // when it was removed

	key string // of Text
}

const (
	// maxFormerTexts is the most sentences of one change that are stored: more
	// is a different text.
	maxFormerTexts = 2000
	// minFormerText is the least number of letters and digits of a stored
	// sentence.
	minFormerText = 20
)

// wordsKey is the digest of a sentence's letters and digits. It does not depend
// on punctuation.
func wordsKey(sentence string) (key string, long bool) {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, sentence)
	return newDigester().add(letters).sum(), len(letters) >= minFormerText
}

// sentencesOf returns the sentences and the quotations of an article by their
// keys.
func sentencesOf(a article.Article) map[string]string {
	list := map[string]string{}
	add := func(text string) {
		if key, long := wordsKey(text); long {
			list[key] = text
		}
	}
	for _, p := range a.Passages {
		for _, span := range lang.Sentences(p) {
			add(span.Of(p.Text))
		}
	}
	for _, q := range a.Quotes {
		add(q.Text)
	}
	return list
}

// recordRemoved stores the sentences that the article loses with its new
// version.
func (w *writer) recordRemoved(e *entry) error {
	before, err := readKept(w.ctx, w.tx, w.library, e.ID)
	if err != nil || before == nil { // put twice in one transaction
		return err
	}
	withheld(&before.Article, before.altered) // the article never had these
	stay := sentencesOf(e.Reading)
	n := 0
	for key, text := range sentencesOf(before.Article) {
		if _, ok := stay[key]; ok || n == maxFormerTexts {
			continue
		}
		n++
		_, err := w.tx.ExecContext(w.ctx, `insert into went (library, words, article, text, made) values ($1, $2, $3, $4, $5)
			on conflict (library, words, article) do update set made = excluded.made`, w.library, key, e.ID, clean(text), w.now)
		if err != nil {
			return err
		}
	}
	return nil
}

// FormerTexts returns the articles that once had the first of sentences that any
// had, and still exist, those that lost it last first.
func (s *Store) FormerTexts(ctx context.Context, library string, sentences ...string) ([]FormerText, error) {
	var keys []string
	for _, sentence := range sentences {
		if key, long := wordsKey(sentence); long && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for chunk := range slices.Chunk(keys, maxChunk) {
		all, err := s.formerTexts(ctx, len(chunk)*maxFormerShown, `w.words in (`+marks(2, len(chunk))+`)`, withLibrary(library, chunk)...)
		if err != nil {
			return nil, err
		}
		for _, key := range chunk {
			first := slices.DeleteFunc(slices.Clone(all), func(f FormerText) bool { return f.key != key })
			if len(first) > 0 {
				return first[:min(len(first), maxFormerShown)], nil
			}
		}
	}
	return nil, nil
}

// maxFormerShown is the most articles or sentences that are returned.
const maxFormerShown = 20

// FormerTextsOf returns the sentences that an article has lost since a time, in
// alphabetical order.
func (s *Store) FormerTextsOf(ctx context.Context, library, id string, since time.Time) ([]FormerText, error) {
	return s.formerTexts(ctx, maxFormerShown, `w.article = $2 and w.made >= $3`, library, id, since.UnixMilli())
}

func (s *Store) formerTexts(ctx context.Context, limit int, where string, args ...any) ([]FormerText, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []FormerText
	err := scan(func(rows *sql.Rows) error {
		var w FormerText
		err := rows.Scan(&w.key, &w.Article, &w.Text, (*unixMilli)(&w.At))
		list = append(list, w)
		return err
	})(s.reader.QueryContext(ctx, `select w.words, w.article, w.text, w.made from went w join articles a
		on a.library = w.library and a.article = w.article
		where w.library = $1 and `+where+` order by w.made desc, w.text limit `+strconv.Itoa(limit), args...))
	return list, fail(ctx, "look for former texts", err)
}
