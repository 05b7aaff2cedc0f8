// Package i18n has the sentences of the interface in each language. The English
// sentence is the key and is written in the code; the other languages have a
// file each. Text of articles is never translated.
package i18n

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

// A Language is a language of the interface.
type Language struct {
	Tag  string // ISO 639-1: de
	Name string // in the language itself: Deutsch
}

// Languages returns the languages of the interface, English first.
func Languages() []Language {
	return []Language{{"en", "English"}, {"de", "Deutsch"}, {"es", "Español"}, {"fr", "Français"}}
}

// T returns format in the language of a BCP 47 tag, with the arguments filled
// in as fmt.Sprintf does and numbers formatted for that language. Without the
// language or a translation the result is English. T marks strings as others'
// words, as Theirs does, except those of type Ours.
func T(tag, format string, args ...any) string {
	if len(args) == 0 && strings.Contains(format, "%") {
		return format // not our sentence: ours with % have arguments
	}
	return printerOf(tag).Sprintf(message.Key(format, format), marked(args)...)
}

// Sentences returns the sentences that have a translation into a language,
// each with its forms.
func Sentences(tag string) map[string][]string {
	entries, err := read(tag)
	if err != nil {
		panic(err) // the files are part of the program
	}
	list := map[string][]string{}
	for s, forms := range entries {
		list[s] = slices.Collect(maps.Values(forms))
	}
	return list
}

func printerOf(tag string) *message.Printer {
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if p, ok := printers[primary]; ok {
		return p()
	}
	return printers["en"]()
}

// printers are made when they are first needed.
var printers = func() map[string]func() *message.Printer {
	all := map[string]func() *message.Printer{}
	for _, l := range Languages() {
		all[l.Tag] = sync.OnceValue(func() *message.Printer {
			tag := language.MustParse(l.Tag)
			return message.NewPrinter(tag, message.Catalog(load(tag)))
		})
	}
	return all
}()

//go:embed *.json
var files embed.FS

// An entry is a sentence in a language, or its forms by number: "one" and
// "other".
type entry map[string]string

// UnmarshalJSON decodes a sentence, or an object of forms.
func (e *entry) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err == nil {
		*e = entry{"": s}
		return nil
	}
	return json.Unmarshal(b, (*map[string]string)(e))
}

func read(tag string) (map[string]entry, error) {
	body, err := files.ReadFile(tag + ".json")
	if err != nil {
		return nil, err
	}
	var entries map[string]entry
	if err := json.Unmarshal(body, &entries); err != nil {
		return nil, fmt.Errorf("i18n: %s.json: %w", tag, err)
	}
	return entries, nil
}

// load returns the catalog of a language.
func load(tag language.Tag) catalog.Catalog {
	entries, err := read(tag.String())
	if err != nil {
		panic(err)
	}
	c := catalog.NewBuilder(catalog.Fallback(language.English))
	for key, forms := range entries {
		if s, ok := forms[""]; ok {
			err = c.SetString(tag, key, s)
		} else {
			err = c.Set(tag, key, byNumber(forms))
		}
		if err != nil {
			panic(fmt.Errorf("i18n: %s: %q: %w", tag, key, err))
		}
	}
	return c
}

// byNumber selects a form by the first argument.
func byNumber(forms entry) catalog.Message {
	var cases []any
	for _, form := range []string{"=0", "one", "other"} {
		if s, ok := forms[form]; ok {
			cases = append(cases, form, s)
		}
	}
	return plural.Selectf(1, "%d", cases...)
}
