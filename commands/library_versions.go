package commands

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// maxShownVersions is how many versions of an article are listed.
const maxShownVersions = store.MaxVersions + 1

// withVersions adds the versions of an article to what /library show shows, if
// there are several, and a menu of those that can be compared.
func withVersions(req Request, reply Reply, id string, versions []library.Version) Reply {
	if len(versions) < 2 {
		return reply
	}
	var lines []string
	menu := Menu{Prompt: req.T("See what has changed since a version"), Action: "version", Args: []string{id}}
	for _, v := range versions[:min(len(versions), maxShownVersions)] {
		line := versionLine(req, v)
		if v.Current {
			line += " (" + req.T("the current one") + ")"
		}
		lines = append(lines, "• "+line)
		if v.Stored {
			menu.Choices = append(menu.Choices, Choice{Name: versionDate(v) + " · " + actionName(req, v), Value: strconv.FormatInt(v.Seq, 10)})
		}
	}
	reply.Blocks = append(reply.Blocks, Block{Heading: req.T("Versions"), Text: strings.Join(lines, "\n"),
		Small: req.T("The last %d earlier versions are kept for %d days.", store.MaxVersions, int(store.VersionRetention.Hours()/24))})
	if len(menu.Choices) > 0 {
		reply.Menus = append(reply.Menus, menu)
	}
	return reply
}

func versionDate(v library.Version) string { return v.At.Format("2006-01-02 15:04") + " UTC" }

// versionLine says when and how a version was made, and who made it.
func versionLine(req Request, v library.Version) string {
	return versionDate(v) + " · " + actionName(req, v) + " · " + string(by(req, v.By))
}

// actionName says how a version was made.
func actionName(req Request, v library.Version) string {
	switch {
	case v.By == library.ByPage:
		return req.T("refreshed")
	case v.Action == "correct":
		return req.T("corrected")
	case v.Action == "restore":
		return req.T("brought back")
	case v.Action == "revert":
		return req.T("an earlier version brought back")
	case v.Action == "update":
		return req.T("added again")
	}
	return req.T("added")
}

// maxRevisions is how many changed sentences a reply shows.
const maxRevisions = 8

// showVersion shows what has changed in an article since a version.
func showVersion(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	revised := library.Soon(ctx, ahead, func(ctx context.Context) ([]library.Revision, error) {
		if len(req.Args) != 2 {
			return nil, nil // which theVersion replies to
		}
		seq, err := strconv.ParseInt(req.Args[1], 10, 64)
		if err != nil {
			return nil, nil
		}
		return lib.Revisions(ctx, req.Args[0], seq)
	})
	about := library.Soon(ctx, ahead, func(ctx context.Context) ([]store.Info, error) {
		return lib.Infos(ctx, req.Args[:min(1, len(req.Args))]...)
	})
	id, v, reply, err := theVersion(ctx, lib, req)
	if id == "" || err != nil {
		return reply, err
	}
	revisions, err := revised()
	if err != nil {
		return Reply{}, err
	}
	infos, err := about()
	if err != nil {
		return Reply{}, err
	}
	reply = Reply{Title: req.T("What has changed: %s", infos[0].Title), Private: true}
	reply.Blocks = []Block{{Small: req.T("Since the version of %s", i18n.Ours(versionLine(req, v)))}}
	if len(revisions) == 0 {
		reply.Blocks = append(reply.Blocks, Block{Text: req.T("No sentence has changed.")})
	}
	for _, r := range revisions[:min(len(revisions), maxRevisions)] {
		b := Block{Heading: req.T("New"), Cite: &Citation{Words: r.After, Source: source(infos[0], "")}}
		switch {
		case r.After == "":
			b = Block{Heading: req.T("No longer there"), Text: i18n.Theirs("“" + shorten(r.Before, maxShownSentence) + "”")}
		case r.Before != "":
			b.Heading, b.Cite.Marks, b.Cite.Replaced = req.T("Changed"), r.New, r.Replaced
		}
		reply.Blocks = append(reply.Blocks, b)
	}
	if more := len(revisions) - maxRevisions; more > 0 {
		reply.Blocks = append(reply.Blocks, Block{Small: req.T("And %d more changes.", more)})
	}
	reply.Buttons = []Button{{Label: req.T("Bring this version back"), Action: "revert", Args: []string{id, strconv.FormatInt(v.Seq, 10)}, Style: Danger}}
	return reply, nil
}

// theVersion returns the version that a button or a menu names. If there is none
// any more, id is "" and reply says so.
func theVersion(ctx context.Context, lib *library.Library, req Request) (id string, v library.Version, reply Reply, err error) {
	if len(req.Args) != 2 {
		return "", v, staleNote(req), nil
	}
	versions, err := lib.Versions(ctx, req.Args[0])
	if err != nil {
		return "", v, Reply{}, err
	}
	i := slices.IndexFunc(versions, func(v library.Version) bool { return v.Stored && strconv.FormatInt(v.Seq, 10) == req.Args[1] })
	if i < 0 {
		return "", v, req.Whisper("That version is not kept any more."), nil
	}
	return req.Args[0], versions[i], Reply{}, nil
}

// revertArticle brings a version back.
func revertArticle(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	id, v, reply, err := theVersion(ctx, lib, req)
	if id == "" || err != nil {
		return reply, err
	}
	receipt, err := lib.Revert(ctx, req.User.ID, id, v.Seq)
	if errors.Is(err, store.ErrNotFound) {
		return req.Whisper("That is no longer in this library."), nil
	}
	if err != nil {
		return Reply{}, err
	}
	reply = receiptReply(req, receipt)
	reply.Replace = true
	reply.Blocks = append(reply.Blocks, Block{Text: req.T("This version is shown again. The page of the article is not checked for changes any more.")})
	return reply, nil
}

// sayingGone returns a Run that adds to the answers of run which of the cited
// articles' pages are gone.
func sayingGone(run runs) runs {
	return func(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
		reply, err := run(ctx, lib, req)
		if err != nil {
			return reply, err
		}
		var cited []Source
		for _, b := range reply.Blocks {
			if b.Cite != nil && b.Cite.Words != "" && !slices.ContainsFunc(cited, func(s Source) bool { return s.ID == b.Cite.Source.ID }) {
				cited = append(cited, b.Cite.Source)
			}
		}
		ids := make([]string, len(cited))
		for i, s := range cited {
			ids[i] = s.ID
		}
		gone, err := lib.Gone(ctx, ids...)
		if err != nil {
			return Reply{}, err
		}
		for _, s := range cited {
			if since, ok := gone[s.ID]; ok {
				reply.Blocks = append(reply.Blocks, Block{Small: req.T("The page of “%s” has been gone since %s. These are its words as they were saved.", shorten(s.Title, maxTitleLength), since.Format(time.DateOnly))})
			}
		}
		return reply, nil
	}
}
