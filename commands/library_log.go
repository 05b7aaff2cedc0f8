package commands

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"

	"footnote/i18n"
	"footnote/library"
)

const (
	logAPage = 12
	logKept  = 240 // entries that are shown
)

// libraryLog lists who did what, newest first.
func libraryLog(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	page := 1
	if req.Action == "page" {
		_, page = turnPage(req, 0)
	}
	entries, err := lib.Log(ctx, "", logKept)
	if err != nil {
		return Reply{}, err
	}
	if len(entries) == 0 {
		return req.Whisper("Nothing has happened in this library yet."), nil
	}
	shown, page, pages := window(entries, page, logAPage)
	reply := Reply{Title: req.T("What happened"), Private: true, Replace: req.Action != ""}
	for _, e := range shown {
		reply.Blocks = append(reply.Blocks, Block{Text: logLine(req, e), Small: e.At.Format("2006-01-02 15:04") + " UTC"})
	}
	reply = paged(req, reply, page, pages)
	reply.Again = nil
	return reply, nil
}

// logLine describes an entry of the log.
func logLine(req Request, e library.LogEntry) string {
	who := by(req, e.By)
	title := e.Title
	if title == "" {
		title = req.T("an erased article")
	}
	switch e.Action {
	case "add":
		return req.T("%s added “%s”", who, title)
	case "correct":
		return req.T("%s corrected “%s”", who, title)
	case "update":
		return req.T("%s added a new version of “%s”", who, title)
	case "restore":
		return req.T("%s brought back “%s”", who, title)
	case "revert":
		return req.T("%s brought back an earlier version of “%s”", who, title)
	case "remove":
		return req.T("%s removed “%s”", who, title)
	case "reread":
		return req.T("“%s” was read again by a newer version", title)
	case "report":
		return req.T("%s reported: %s", who, e.Detail)
	case "wish":
		return req.T("%s searched without success for “%s”", who, e.Detail)
	case "tag":
		if e.Detail == "" {
			return req.T("%s took the tags off an article", who)
		}
		return req.T("%s tagged an article: %s", who, e.Detail)
	case "settings":
		return req.T("%s changed the settings: %s", who, i18n.Ours(e.Detail))
	case "follow":
		return req.T("%s started following the feed “%s”", who, e.Detail)
	case "unfollow":
		return req.T("%s stopped following the feed “%s”", who, e.Detail)
	case "pin":
		return req.T("%s pinned an article: %s", who, e.Detail)
	case "unpin":
		return req.T("%s removed the pin of “%s”", who, e.Detail)
	case "synonym":
		return req.T("%s set a synonym: %s", who, e.Detail)
	case "unsynonym":
		return req.T("%s removed a synonym: %s", who, e.Detail)
	case "test":
		return req.T("%s kept a question as a test", who)
	case "untest":
		return req.T("%s removed a kept question", who)
	case "export":
		return req.T("%s exported the library", who)
	}
	return fmt.Sprintf("%s: %s %s", who, e.Action, i18n.Theirs(e.Detail))
}

// maxExportSize is the largest file that Discord allows in a message
// everywhere.
const maxExportSize = 10<<20 - 64<<10

// libraryExport replies with a file of all articles as they were added, for
// `footnote add --jsonl`.
func libraryExport(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	counts, err := lib.Count(ctx)
	if err != nil {
		return Reply{}, err
	}
	if counts.Articles == 0 {
		return req.Whisper(emptyLibrary), nil
	}
	body := limitedBuffer{max: maxExportSize}
	z := gzip.NewWriter(&body)
	err = lib.Export(ctx, z)
	if err == nil {
		err = z.Close()
	}
	if errors.Is(err, errOverLimit) {
		return req.Whisper("The library is too large for a file here: more than %d MB. Ask whoever runs me to run `footnote export --library %s`.", maxExportSize>>20, lib.Name()), nil
	}
	if err != nil {
		return Reply{}, err
	}
	if err := lib.Note(ctx, req.User.ID, "export", ""); err != nil {
		return Reply{}, err
	}
	reply := req.Whisper("%s, as they were added: one JSON object per line, compressed with gzip.", req.T("%d articles", counts.Articles))
	reply.File = &Attachment{Name: "articles.jsonl.gz", MediaType: "application/gzip", Body: body.Bytes()}
	return reply, nil
}
