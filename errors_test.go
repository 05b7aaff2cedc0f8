package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/feed"
	"footnote/fetch"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// explained are the errors that people meet.
var explained = map[string]error{
	"article.ErrNotText": article.ErrNotText, "article.ErrMarkup": article.ErrMarkup, "article.ErrNoText": article.ErrNoText,
	"article.ErrDamaged": article.ErrDamaged, "article.ErrLocked": article.ErrLocked, "article.ErrTooLarge": article.ErrTooLarge,
	"article.ErrPictures": article.ErrPictures, "article.ErrNoConverter": article.ErrNoConverter,

	"feed.ErrNotFeed": feed.ErrNotFeed, "feed.ErrBroken": feed.ErrBroken,

	"fetch.ErrBadAddress": fetch.ErrBadAddress, "fetch.ErrPrivateAddress": fetch.ErrPrivateAddress, "fetch.ErrNotFound": fetch.ErrNotFound,
	"fetch.ErrFailing": fetch.ErrFailing, "fetch.ErrAuthRequired": fetch.ErrAuthRequired, "fetch.ErrRefused": fetch.ErrRefused,
	"fetch.ErrTooLarge": fetch.ErrTooLarge, "fetch.ErrNotText": fetch.ErrNotText, "fetch.ErrUnreachable": fetch.ErrUnreachable,
	"fetch.ErrRobots": fetch.ErrRobots,

	"store.ErrNotFound": store.ErrNotFound, "store.ErrNewerSchema": store.ErrNewerSchema, "store.ErrUnavailable": store.ErrUnavailable,
	"store.ErrReadOnly": store.ErrReadOnly, "store.ErrFull": store.ErrFull, "store.ErrDamaged": store.ErrDamaged, "store.ErrBusy": store.ErrBusy,
	"store.ErrUnsupported": store.ErrUnsupported, "store.ErrBadName": store.ErrBadName, "store.ErrTooMany": store.ErrTooMany, "store.ErrExists": store.ErrExists,

	"index.ErrHeld": index.ErrHeld, "index.ErrDamaged": index.ErrDamaged, "index.ErrReadOnly": index.ErrReadOnly, "index.ErrFull": index.ErrFull,

	"library.ErrTooManyWishes": library.ErrTooManyWishes, "library.ErrTooManySuggestions": library.ErrTooManySuggestions, "library.ErrAlreadyAdded": library.ErrAlreadyAdded,
	"library.ErrNoLinks": library.ErrNoLinks, "library.ErrBadZip": library.ErrBadZip,
	"library.ErrBadZone": library.ErrBadZone, "library.ErrNoQuotation": library.ErrNoQuotation, "library.ErrTooFewSpeakers": library.ErrTooFewSpeakers, "library.ErrRoundOver": library.ErrRoundOver,
	"library.ErrBadTag": library.ErrBadTag, "library.ErrTooManyTags": library.ErrTooManyTags,
	"library.ErrBadLine": library.ErrBadLine, "library.ErrBadName": library.ErrBadName, "library.ErrNoWords": library.ErrNoWords,
	"library.ErrNoFeed": library.ErrNoFeed, "library.ErrNotFollowed": library.ErrNotFollowed, "library.ErrTooManyFeeds": library.ErrTooManyFeeds,
	"library.ErrNoPage": library.ErrNoPage, "library.ErrDoubtful": library.ErrDoubtful, "library.ErrIsFeed": library.ErrIsFeed,
	"library.ErrBadSynonym": library.ErrBadSynonym, "library.ErrQuestionTooLong": library.ErrQuestionTooLong, "library.ErrNotTaught": library.ErrNotTaught,
	"library.ErrClaimTooLong": library.ErrClaimTooLong, "library.ErrTooManyReadings": library.ErrTooManyReadings,
}

// internal are the errors that have no sentence, with the reason.
var internal = map[string]string{
	"index.ErrBug":      "a fault of ours: it is logged, and people get a reference",
	"index.ErrOutdated": "library makes the index again",
	"index.ErrClosed":   "library opens the index again",

	"card.ErrNoGlyph": "the quotation is shown as text, with the reason",
	"card.ErrTooLong": "the quotation is shown as text, with the reason",

	"discord.ErrBadAPI":     "ends the start; the command line has the hint for operators",
	"discord.ErrBadToken":   "ends the start; the command line has the hint for operators",
	"discord.ErrBadShards":  "ends the start; the command line has the hint for operators",
	"discord.ErrBadIntents": "ends the start; the command line has the hint for operators",
	"discord.ErrNoScope":    "is logged at the start, with the link that invites the bot again",
	"discord.ErrBadKey":     "ends the start; the command line has the hint for operators",

	"library.ErrEmbedding": "the bot tries again at its next turn; the vectors that are there are used",

	"library.ErrOtherBot": "ends the start; the command line has the hint for operators",

	"model.ErrAddress": "is told in one line at the start, with a hint for operators; answers go without the model",

	"sandbox.ErrOffline":   "the page shows its text",
	"sandbox.ErrForbidden": "the page shows its text",
	"sandbox.ErrUnknown":   "the page shows its text",
}

// Every error that a package exports has a sentence for people, or a reason
// why it needs none.
func TestErrorsAreExplained(t *testing.T) {
	found := map[string]bool{}
	for path, file := range sources(t) {
		for _, decl := range file.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok || d.Tok != token.VAR {
				continue
			}
			for _, spec := range d.Specs {
				for _, name := range spec.(*ast.ValueSpec).Names {
					if strings.HasPrefix(name.Name, "Err") && name.IsExported() {
						full := file.Name.Name + "." + name.Name
						found[full] = true
						if explained[full] == nil && internal[full] == "" {
							t.Errorf("%s: %s is in neither table of this test", path, full)
						}
					}
				}
			}
		}
	}
	for name, err := range explained {
		if !found[name] {
			t.Errorf("%s is in the table, and nowhere else", name)
		}
		if what, hint, ok := library.Explain(err); !ok || what == "" || hint == "" {
			t.Errorf("library.Explain(%s) = %q, %q, %v: want a sentence and a hint", name, what, hint, ok)
		}
	}
	for name := range internal {
		if !found[name] {
			t.Errorf("%s is in the table, and nowhere else", name)
		}
	}
}

// sources returns the project's parsed files by their paths, tests apart.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	all := map[string]*ast.File{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "data") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		all[path], err = parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
