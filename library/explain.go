package library

import (
	"context"
	"errors"

	"footnote/article"
	"footnote/feed"
	"footnote/fetch"
	"footnote/index"
	"footnote/store"
)

// Errors of this package that people meet.
var (
	// ErrBadName is returned for a library name that could not be a folder.
	ErrBadName = errors.New("library: not a name for a library")
	// ErrNoWords is returned for a question without a word.
	ErrNoWords = errors.New("library: a question without words")
)

// Explain turns err into words for the person who asked: what happened, and
// what to do about it. ok is false for an error that is our own fault; the
// caller then logs err and says only that something went wrong.
func Explain(err error) (what, hint string, ok bool) {
	for _, e := range explanations {
		if !errors.Is(err, e.err) {
			continue
		}
		if d := (warningError{}); errors.As(err, &d) {
			return d.warning, e.hint, true
		}
		return e.what, e.hint, true
	}
	return "", "", false
}

var explanations = []struct {
	err        error
	what, hint string
}{
	{ErrDoubtful, "The text might not be the article.", "Read the warnings. Keep it anyway, or paste the article's text instead."},
	{feed.ErrNotFeed, "That is not a feed.", "Give the address of a feed: RSS, Atom or JSON."},
	{feed.ErrBroken, "That feed is broken: it cannot be read to the end.", "Try again later, or contact the site."},
	{ErrIsFeed, "That is a feed, not an article.", "Follow it instead: /library feed add. Its articles are then added automatically."},
	{ErrNoFeed, "No feed was found there.", "Give the address of a feed (RSS, Atom or JSON), or of a page that links to one."},
	{ErrNotFollowed, "That feed is not followed.", "List the feeds to see which are followed."},
	{ErrTooManyFeeds, "This library already follows 50 feeds, the most allowed.", "Stop following one first."},
	{errShrunk, "Most of the text is gone from its page; the article was left as it is.", "Check the page. If it is right, add it again."},
	{ErrNoPage, "That article has no page to check.", "Articles added from a link have one."},
	{ErrBadLine, "Each line needs exactly one text.", "Give one of text, markdown, html, source_base64, pin and synonym."},
	{ErrClaimTooLong, "That is too long to check.", "Check one quotation at a time, of at most 6,000 characters."},
	{ErrNoWords, "That has no word to search for.", "Type words: a question, a name or a title."},
	{ErrBadSynonym, "A synonym is two different words or short phrases.", "Give a word that members use, and one that the articles use."},
	{ErrBadZone, "That is not a time zone.", "Write a city or a name such as Europe/Berlin or America/New_York."},
	{ErrNoQuotation, "No article in this library quotes a person by name yet.", "Add an article that does."},
	{ErrTooFewSpeakers, "The game needs four people who are quoted by name in the articles.", "Add articles that quote more people."},
	{ErrRoundOver, "That round is over.", "Start a new one with /game."},
	{ErrQuestionTooLong, "That question is too long to keep.", "Keep one of at most 300 characters."},
	{ErrNotTaught, "There is no such entry.", "See the list for those that exist."},
	{ErrBadTag, "That is not a tag.", "A tag is a word or a short phrase of at most 40 characters, such as “chips”."},
	{ErrTooManyTags, "An article can have at most 10 tags.", "Use fewer."},
	{ErrTooManyWishes, "You already have 20 open requests, the most allowed.", "Wait until some are answered."},
	{ErrTooManySuggestions, "There are too many open suggestions.", "Wait until a moderator has decided on some."},
	{ErrNoLinks, "No links to articles were found there.", "Give the address of a sitemap, a feed, or a page that lists articles."},
	{ErrBadZip, "That archive can't be unpacked: it is damaged, or has too much in it.", "Use a zip archive of at most 25 files, with at most 64 MB together."},
	{ErrAlreadyAdded, "That article is already in the library.", "See /articles."},
	{store.ErrTooMany, "There are already 200 of them, the most allowed.", "Remove one first."},
	{ErrBadName, "That is not a library name.", "Use 1 to 64 letters, digits, dots, dashes and underscores."},

	{article.ErrTooLarge, "That is too large for an article.", "Add the part that matters: a file of at most 32 MB, with at most 5 MB of text."},
	{article.ErrNotText, "That is not text.", "Add a web page, a PDF, Word, EPUB, text, Markdown or HTML file, or paste the text."},
	{article.ErrMarkup, "That is the source of a text: LaTeX, roff or a wiki's markup.", "Add what is made of it: the page or the PDF."},
	{article.ErrDamaged, "That file is damaged.", "Open it in the program that made it, save it again and add the new file."},
	{article.ErrLocked, "That file is locked.", "Save a copy without a password or copy protection and add that, or paste the text."},
	{article.ErrPictures, "The pages of that PDF are pictures, without text.", "Run text recognition (OCR) on it first, or paste the text."},
	{article.ErrNoConverter, "PDF files cannot be read here.", "Paste the text, or ask whoever runs Footnote to install pdftotext (poppler-utils)."},
	{article.ErrNoText, "No readable text was found there.", "Paste the text instead, or add it as a file."},

	{fetch.ErrPrivateAddress, "That address is on a private network.", "Use a link that opens in a browser outside your home or office."},
	{fetch.ErrBadAddress, "That is not an address of a web page.", "Use a link that starts with https:// or http://."},
	{fetch.ErrNotFound, "There is no page at that address.", "Open the link in a browser and copy the address again."},
	{fetch.ErrFailing, "That site is not working properly right now.", "Check the link, or try again in a few minutes."},
	{fetch.ErrAuthRequired, "That page is only for people who sign in or pay.", "Open the page yourself, and paste its text or add it as a file."},
	{fetch.ErrRefused, "That site does not let programs read it.", "Open the page yourself, and paste its text or add it as a file."},
	{fetch.ErrTooLarge, "The page at that address is too large for an article.", "Add the part that matters as a file, at most 32 MB."},
	{fetch.ErrNotText, "That address does not contain text.", "Use the address of the article's page, or paste its text."},
	{fetch.ErrRobots, "That site's robots.txt asks programs to stay away.", "Open the page yourself, and paste its text or add it as a file."},
	{fetch.ErrUnreachable, "That address could not be reached.", "Check the link, or try again in a few minutes."},

	{store.ErrNotFound, "That article is not in this library.", "List the articles to see their ids."},
	{store.ErrExists, "That already exists.", "Name a file that does not exist yet."},
	{store.ErrUnsupported, "The database does not support that.", "With PostgreSQL use its own tools: pg_dump and pg_restore."},
	{store.ErrBadName, "That is not an article id.", "Use 1 to 200 printable characters."},
	{store.ErrReadOnly, "The library can be read, but not changed.", "Contact whoever runs Footnote here."},
	{store.ErrFull, "The disk is full. Nothing was saved.", "Contact whoever runs Footnote here."},
	{store.ErrNewerSchema, "The library was written by a newer Footnote.", "Contact whoever runs Footnote here."},
	{store.ErrDamaged, "The library's database is damaged.", "Contact whoever runs Footnote here."},
	{store.ErrBusy, "The library is busy.", "Try again in a moment."},
	{store.ErrUnavailable, "The library can't be reached right now.", "Try again in a minute."},

	{ErrTooManyReadings, "Many articles are being read right now.", "Try again in a few minutes."},

	{index.ErrHeld, "Another Footnote is using this data folder.", "Contact whoever runs Footnote here."},
	{index.ErrFull, "The disk is full. New articles cannot be found yet.", "Contact whoever runs Footnote here."},
	{index.ErrReadOnly, "The library answers questions, but it cannot be changed.", "Contact whoever runs Footnote here."},
	{index.ErrDamaged, "The index is damaged.", "Contact whoever runs Footnote here."},

	{context.DeadlineExceeded, "That took too long.", "Try again with fewer words."},
	{context.Canceled, "That was cancelled.", "Try again."},
}

// OperatorHint returns what the operator of Footnote can do about err, if that
// is more than Explain's hint, which members see. It is for the log and the
// command line, in English.
func OperatorHint(err error) (hint string, ok bool) {
	for _, e := range operatorHints {
		if errors.Is(err, e.err) {
			return e.hint, true
		}
	}
	return "", false
}

var operatorHints = []struct {
	err  error
	hint string
}{
	{index.ErrFull, "Make room on the disk of the data folder, then try again."},
	{store.ErrReadOnly, "Give Footnote the right to write to its data folder."},
	{store.ErrFull, "Make room on the disk of the data folder, then try again."},
	{store.ErrNewerSchema, "Install the newer version again, or restore a backup of this one."},
	{store.ErrDamaged, "Stop Footnote and run `footnote doctor`; restore a backup if it says so."},
	{index.ErrHeld, "Ask there, or stop it first. Adding, listing and exporting still work."},
	{index.ErrReadOnly, "Make room on the disk, or give Footnote the right to write to its data folder."},
	{index.ErrDamaged, "Run `footnote reindex`; the articles themselves are safe."},
	{ErrIsFeed, "Follow it instead: `footnote feed add`. What it lists is then added as it comes."},
}
