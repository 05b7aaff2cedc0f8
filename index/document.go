package index

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
)

// What an index holds of an article are documents of bleve: one for the
// article, one for each passage, quotation and person. Their ids are a letter
// for the kind, the article's id behind it, and for parts of the article the
// number between the two: "p12/ID".
const (
	articleDoc = 'a'
	passageDoc = 'p'
	quoteDoc   = 'q'
	personDoc  = 'n'
)

// The fields, each with a dictionary of its own. Letters, because every
// segment of an index names them.
const (
	fieldID       = "_id"
	fieldOwner    = "o" // of all: the article's id
	fieldKind     = "k" // of all: the letter of the kind
	fieldArticle  = "a" // of articles: stems of all its words
	fieldLanguage = "l" // of articles
	fieldPassage  = "p" // of passages: stems
	fieldHeading  = "h" // of passages: stems of section and title
	fieldWord     = "w" // of passages: words as they are written, folded
	fieldQuote    = "q" // of quotations: stems
	fieldSpeaker  = "s" // of quotations: keys of the speaker's name
	fieldPerson   = "n" // of people: keys of their names; a personRecord is stored
)

func docID(kind byte, n int, id string) string {
	return string(kind) + strconv.Itoa(n) + "/" + id
}

// placeOf reads the place from the id of a passage, quotation or person.
func placeOf(id string) (article.Place, bool) {
	number, owner, ok := strings.Cut(id, "/")
	if !ok || len(number) < 2 {
		return article.Place{}, false
	}
	n, err := strconv.Atoi(number[1:])
	return article.Place{Article: owner, N: n}, err == nil
}

// A personRecord is what is stored of a person: enough to tell people apart
// without the store.
type personRecord struct {
	Name     string   `json:"n"`
	Aliases  []string `json:"a,omitempty"`
	Mentions int      `json:"m"`
}

// documents returns what the index holds of d.
func documents(d Document) []bleve.Document {
	a := &d.Article
	docs := make([]bleve.Document, 0, 1+len(a.Passages)+len(a.Quotes)+len(a.People))
	l := languageOf(a.Language)
	owner := keyword(fieldOwner, d.ID)
	whole := make([]string, 0, len(a.Passages)+1)
	whole = append(whole, a.Title)
	headings := map[string]*field{}
	for n, p := range a.Passages {
		heading, ok := headings[p.Section]
		if !ok {
			heading = &field{name: fieldHeading, text: p.Section + "\n" + a.Title, count: stems(l), options: counted}
			heading.Analyze()
			headings[p.Section] = heading
		}
		docs = append(docs, document(docID(passageDoc, n, d.ID), owner, heading,
			&field{name: fieldPassage, text: p.Text, count: stems(l), options: counted},
			&field{name: fieldWord, text: p.Text, count: words(l), options: listed}))
		whole = append(whole, p.Text)
	}
	docs = append(docs, document(docID(articleDoc, 0, d.ID), owner, keyword(fieldLanguage, a.Language),
		&field{name: fieldArticle, text: strings.Join(whole, "\n"), count: stems(l), options: counted}))
	for n, q := range a.Quotes {
		docs = append(docs, document(docID(quoteDoc, n, d.ID), owner,
			&field{name: fieldQuote, text: q.Text, count: stems(l), options: counted},
			&field{name: fieldSpeaker, text: q.Speaker + "\n" + q.SpeakerText, count: keys, options: listed}))
	}
	for n, p := range a.People {
		record, err := json.Marshal(personRecord{Name: p.Name, Aliases: p.Aliases, Mentions: len(p.Mentions)})
		if err != nil {
			continue // strings and a number always marshal
		}
		docs = append(docs, document(docID(personDoc, n, d.ID), owner,
			&field{name: fieldPerson, text: strings.Join(append([]string{p.Name}, p.Aliases...), "\n"), value: record, count: keys, options: listed | bleve.StoreField}))
	}
	return docs
}

const (
	counted = bleve.IndexField                      // how often, in how long a text
	listed  = bleve.IndexField | bleve.SkipFreqNorm // only that it is there
)

// A field is one field of a document: its words are counted when bleve asks,
// on its workers.
type field struct {
	name    string
	text    string
	value   []byte
	options bleve.FieldIndexingOptions
	count   func(text string, add func(term string)) (length int)

	freqs  bleve.TokenFrequencies
	length int
}

func keyword(name, value string) *field {
	f := &field{name: name, value: []byte(value), options: listed, length: 1}
	f.freqs = bleve.TokenFrequencies{value: &bleve.TokenFreq{Term: f.value}}
	f.freqs[value].SetFrequency(1)
	return f
}

// stems counts what words say.
func stems(l *language) func(string, func(string)) int {
	return func(text string, add func(string)) int {
		tokens := tokenize(text, l)
		for _, t := range tokens {
			add(t.stem)
		}
		return len(tokens)
	}
}

// words lists words as they are written.
func words(l *language) func(string, func(string)) int {
	return func(text string, add func(string)) int {
		for _, t := range tokenize(text, l) {
			add(t.word)
		}
		return 1
	}
}

// keys lists what names are looked up by.
func keys(text string, add func(string)) int {
	for name := range strings.Lines(text) {
		for _, k := range nameKeys(name) {
			add(k)
		}
	}
	return 1
}

func (f *field) Analyze() {
	if f.freqs != nil {
		return
	}
	f.freqs = bleve.TokenFrequencies{}
	f.length = f.count(f.text, func(term string) {
		if tf, ok := f.freqs[term]; ok {
			tf.SetFrequency(tf.Frequency() + 1)
			return
		}
		tf := &bleve.TokenFreq{Term: []byte(term)}
		tf.SetFrequency(1)
		f.freqs[term] = tf
	})
	f.text = ""
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Options() bleve.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return min(f.length, math.MaxInt32) }
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.text)) }

// A doc is a document of bleve.
type doc struct {
	id     string
	fields []*field
}

func document(id string, fields ...*field) *doc {
	return &doc{id, append(fields, keyword(fieldKind, id[:1]))}
}

func (d *doc) ID() string                                 { return d.id }
func (d *doc) Size() int                                  { return len(d.id) }
func (d *doc) HasComposite() bool                         { return false }
func (d *doc) VisitComposite(bleve.CompositeFieldVisitor) {}
func (d *doc) NumPlainTextBytes() uint64                  { return 0 }
func (d *doc) StoredFieldsBytes() uint64                  { return 0 }
func (d *doc) Indexed() bool                              { return true }

func (d *doc) AddIDField() {
	f := keyword(fieldID, d.id)
	f.options = bleve.IndexField | bleve.StoreField
	d.fields = append(d.fields, f)
}

func (d *doc) VisitFields(visit bleve.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}
