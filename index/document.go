package index

import (
	"encoding/json"
	"strconv"

	"github.com/blevesearch/bleve/v2/document"
	bleve "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index/analysis"
	"footnote/index/who"
)

// version numbers the format of documents. It is raised whenever words are
// read, stemmed or laid out differently: an index of another version is
// rebuilt.
const version = 5

// The fields of documents. An article is one document, each of its passages
// and quotations another.
const (
	fieldOf       = "of"       // all: kind and article id as one term; its frequency is 1 + N, its length the words
	fieldText     = "text"     // passages: stems
	fieldHead     = "head"     // passages: stems of the section's heading and of what leads to the passage
	fieldLanguage = "language" // passages: the language that stemmed them
	fieldQuote    = "quote"    // quotations: stems
	fieldSpeaker  = "speaker"  // quotations: the speaker's names, folded
	fieldTitle    = "title"    // articles: stems of the title
	fieldForm     = "form"     // articles: every word as written, in lower case
	fieldPeople   = "people"   // articles: stored, the people it names
)

// The kinds of documents, the first byte of their ids and of terms of "of".
const (
	kindArticle = "a"
	kindPassage = "p"
	kindQuote   = "q"
)

// documentID names a document; n is 0 for articles.
func documentID(kind, article string, n int) string {
	return kind + article + "/" + strconv.Itoa(n)
}

// A field is one field of a document; Analyze counts its words.
type field struct {
	name    string
	options bleve.FieldIndexingOptions
	value   []byte // if stored
	count   func() (length int, freqs map[string]int)

	length int
	freqs  bleve.TokenFrequencies
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Options() bleve.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.freqs }
func (f *field) NumPlainTextBytes() uint64                        { return uint64(len(f.value)) }
func (f *field) Size() int                                        { return len(f.value) }

func (f *field) Analyze() {
	if f.count == nil {
		return
	}
	length, counts := f.count()
	f.length, f.count = length, nil
	f.freqs = make(bleve.TokenFrequencies, len(counts))
	all := make([]bleve.TokenFreq, 0, len(counts))
	for word, n := range counts {
		all = append(all, bleve.TokenFreq{Term: []byte(word)})
		freq := &all[len(all)-1]
		freq.SetFrequency(n)
		f.freqs[word] = freq
	}
}

// analyse counts the words of documents. bleve would do so too, but in
// goroutines, where a panic caused by hostile text ends the process.
func analyse(docs []*document.Document) error {
	var group errgroup.Group
	for first := range analysers {
		group.Go(func() error {
			return recovered(func() error {
				for i := first; i < len(docs); i += analysers {
					docs[i].VisitFields(func(f bleve.Field) { f.Analyze() })
				}
				return nil
			})
		})
	}
	return group.Wait()
}

// counted is an indexed field of what count returns.
func counted(name string, count func() (int, map[string]int)) *field {
	return &field{name: name, options: bleve.IndexField, count: count}
}

// single is an indexed field of one term.
func single(name, term string, freq, length int) *field {
	return counted(name, func() (int, map[string]int) { return length, map[string]int{term: freq} })
}

// stemmed is an indexed field of a text's stems.
func stemmed(name, language, text string) *field {
	return counted(name, func() (int, map[string]int) { return countStems(language, text) })
}

func countStems(language, text string) (length int, stems map[string]int) {
	stems = map[string]int{}
	s := analysis.Scanner{Text: text, Variants: true}
	for s.Next() {
		if s.Variant == analysis.AsWritten {
			length++
		}
		if s.Pair {
			stems[string(s.Form)]++
		} else {
			stems[analysis.Stem(language, string(s.Form))]++
		}
	}
	return length, stems
}

// documents returns the documents of an article.
func documents(d Document) []*document.Document {
	a := d.Article
	all := make([]*document.Document, 0, 1+len(a.Passages)+len(a.Quotes))
	all = append(all, articleDocument(d))
	for n, p := range a.Passages {
		all = append(all, passageDocument(d.ID, n, p, leadIn(a.Passages, n), a.Language))
	}
	for n, q := range a.Quotes {
		if !q.Denied() { // its words are found only as part of the passage
			all = append(all, quoteDocument(d.ID, n, q, a.Language))
		}
	}
	return all
}

func articleDocument(d Document) *document.Document {
	a := d.Article
	doc := document.NewDocument(documentID(kindArticle, d.ID, 0))
	add(doc, single(fieldOf, kindArticle+d.ID, 1, 1))
	add(doc, stemmed(fieldTitle, analysis.LanguageOf(a.Title, a.Language), a.Title))
	add(doc, counted(fieldForm, func() (int, map[string]int) {
		forms := map[string]int{}
		s := analysis.Scanner{Variants: true}
		read := func(text string) {
			s.Text, s.At = text, 0
			for s.Next() {
				if !s.Pair && forms[string(s.Form)] == 0 {
					forms[string(s.Form)] = 1
				}
			}
		}
		read(a.Title)
		for _, section := range a.Sections {
			read(section.Heading)
		}
		for _, p := range a.Passages {
			read(p.Text)
		}
		return 1, forms
	}))
	if value := peopleValue(a); value != nil {
		add(doc, &field{name: fieldPeople, options: bleve.StoreField, value: value})
	}
	return doc
}

// leadIn returns the words that lead to the nth of passages.
func leadIn(passages []article.Passage, n int) string {
	if n == 0 {
		return ""
	}
	return lang.LeadIn(passages[n-1], passages[n])
}

func passageDocument(id string, n int, p article.Passage, lead, language string) *document.Document {
	language = analysis.LanguageOf(p.Text, language)
	doc := document.NewDocument(documentID(kindPassage, id, n))
	addText(doc, fieldText, kindPassage+id, n, language, p.Text)
	if p.Section != "" || lead != "" {
		add(doc, stemmed(fieldHead, language, p.Section+"\n"+lead))
	}
	return doc
}

func quoteDocument(id string, n int, q article.Quote, language string) *document.Document {
	language = analysis.LanguageOf(q.Text, language)
	doc := document.NewDocument(documentID(kindQuote, id, n))
	addText(doc, fieldQuote, kindQuote+id, n, language, q.Text)
	add(doc, counted(fieldSpeaker, func() (int, map[string]int) {
		names := map[string]int{}
		for _, w := range analysis.Words(q.Speaker + " " + q.SpeakerText) {
			names[analysis.Fold(w)] = 1
		}
		return len(names), names
	}))
	return doc
}

// addText adds the fields that passages and quotations have in common. One
// goroutine counts the fields of a document in order, so the second field can
// use the words of the first.
func addText(doc *document.Document, name, of string, n int, language, text string) {
	stems := stemmed(name, language, text)
	add(doc, stems)
	add(doc, counted(fieldOf, func() (int, map[string]int) { return max(1, stems.length), map[string]int{of: 1 + n} }))
	add(doc, single(fieldLanguage, language, 1, 1))
}

func add(doc *document.Document, f *field) { doc.Fields = append(doc.Fields, f) }

func peopleValue(a article.Article) []byte {
	people := a.People
	if len(people) == 0 {
		return nil
	}
	all := make([]who.Record, len(people))
	for i, p := range people {
		all[i] = who.Record{Name: p.Name, Aliases: p.Aliases, Roles: who.RolesOf(p, a.Passages), Mentions: len(p.Mentions)}
	}
	value, err := json.Marshal(all)
	if err != nil { // strings and numbers always encode
		return nil
	}
	return value
}
