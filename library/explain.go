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
	{ErrDoubtful, "The text may not be the article.", "Look at the warnings. Keep it anyway, or paste the article's text instead."},
	{feed.ErrNotFeed, "That is not a feed.", "Give the address of a feed: RSS, Atom or JSON."},
	{feed.ErrBroken, "That feed is broken: it cannot be read to its end.", "Try again later, or tell the site."},
	{ErrFeed, "That is a feed, not an article.", "Follow it instead: /library feed add. What it lists is then added as it comes."},
	{ErrNoFeed, "No feed was found there.", "Give the address of a feed (RSS, Atom or JSON), or of a page that names one."},
	{ErrNotFollowed, "That feed is not followed.", "List the feeds to see which are."},
	{ErrManyFeeds, "This library follows 50 feeds, and no more are taken.", "Stop following one first."},
	{errShrunk, "Most of the text is gone from its page; the article was left as it is.", "Look at the page. If it is right, add it again."},
	{ErrNoPage, "That article has no page that could be looked at again.", "Articles that came from a link have one."},
	{ErrLine, "A line needs exactly one text.", "Give one of text, markdown, html and source_base64."},
	{ErrLongClaim, "That is too long to be checked.", "Check one quotation at a time, of at most 6,000 characters."},
	{ErrNoWords, "There is no word in that to look for.", "Ask with words: a question, a name, a title."},
	{ErrBadName, "That is no name for a library.", "Use 1 to 64 letters, digits, dots, dashes and underscores."},

	{article.ErrTooLarge, "That is too large for an article.", "Add the part that matters: a file of at most 32 MB, with at most 5 MB of text."},
	{article.ErrNotText, "That is not a text.", "Add a web page, a PDF, Word, EPUB, text, Markdown or HTML file, or paste the text."},
	{article.ErrMarkup, "That is the source of a text: LaTeX, roff or a wiki's markup.", "Add what is made of it: the page or the PDF."},
	{article.ErrDamaged, "That file is damaged.", "Open it in its program, save it again and add the new file."},
	{article.ErrLocked, "That file is locked.", "Save a copy without a password or copy protection and add that, or paste the text."},
	{article.ErrPictures, "The pages of that PDF are pictures, without text.", "Have a scanner's program recognise the text first (OCR), or paste the text."},
	{article.ErrNoConverter, "PDF files cannot be read here.", "Paste the text, or ask whoever runs Footnote to install pdftotext (poppler-utils)."},
	{article.ErrNoText, "No readable text was found there.", "Paste the text instead, or add it as a file."},

	{fetch.ErrPrivateAddress, "That address is on a private network.", "Use a link that opens in a browser outside your home or office."},
	{fetch.ErrBadAddress, "That is not an address of a web page.", "Use a link that starts with https:// or http://."},
	{fetch.ErrNotFound, "There is no page at that address.", "Open the link in a browser and copy the address again."},
	{fetch.ErrFailing, "That site does not answer properly right now.", "Check the link, or try again in a few minutes."},
	{fetch.ErrForMembers, "That page is only for those who sign in or pay.", "Open the page yourself, and paste its text or add it as a file."},
	{fetch.ErrRefused, "That site does not let programs read it.", "Open the page yourself, and paste its text or add it as a file."},
	{fetch.ErrTooLarge, "What is at that address is too large for an article.", "Add the part that matters as a file, at most 32 MB."},
	{fetch.ErrNotText, "What is at that address is not a text.", "Use the address of the article's page, or paste its text."},
	{fetch.ErrRobots, "That site's robots.txt asks programs to stay away.", "Open the page yourself, and paste its text or add it as a file."},
	{fetch.ErrUnreachable, "That address could not be reached.", "Check the link, or try again in a few minutes."},

	{store.ErrNotFound, "There is no such article in this library.", "List the articles to see what is there."},
	{store.ErrExists, "That is there already.", "Name a file that is not there yet."},
	{store.ErrUnsupported, "The database does not do that.", "With PostgreSQL use its own tools: pg_dump and pg_restore."},
	{store.ErrBadName, "That is no id for an article.", "Use 1 to 200 printable characters."},
	{store.ErrReadOnly, "The library can be read, but not changed.", "Tell whoever runs Footnote here."},
	{store.ErrFull, "The disk is full. Nothing was kept.", "Tell whoever runs Footnote here."},
	{store.ErrNewerSchema, "The library was written by a newer Footnote.", "Tell whoever runs Footnote here."},
	{store.ErrDamaged, "The library's database is damaged.", "Tell whoever runs Footnote here."},
	{store.ErrBusy, "The library is busy.", "Try again in a moment."},
	{store.ErrUnavailable, "The library can't be reached right now.", "Try again in a minute."},

	{index.ErrHeld, "Another Footnote is answering for this data folder.", "Tell whoever runs Footnote here."},
	{index.ErrFull, "The disk is full. What is new is not found yet.", "Tell whoever runs Footnote here."},
	{index.ErrReadOnly, "The library can be asked, but not changed.", "Tell whoever runs Footnote here."},
	{index.ErrDamaged, "The index is damaged.", "Tell whoever runs Footnote here."},

	{context.DeadlineExceeded, "That took too long.", "Try again with fewer words."},
	{context.Canceled, "That was stopped.", "Try again."},
}

// OperatorHint returns what whoever runs Footnote can do about err, where that
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
	{index.ErrHeld, "Ask there, or stop it first. Adding, listing and exporting work beside it."},
	{index.ErrReadOnly, "Make room on the disk, or give Footnote the right to write to its data folder."},
	{index.ErrDamaged, "Run `footnote reindex`; the articles themselves are safe."},
	{ErrFeed, "Follow it instead: `footnote feed add`. What it lists is then added as it comes."},
}
