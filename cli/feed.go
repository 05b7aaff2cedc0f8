package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/article"
	"footnote/feed"
	"footnote/fetch"
	"footnote/library"
	"footnote/store"
)

func (a *app) feedCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feed",
		Short: "Follow feeds: a site's new articles are added automatically",
		Long: `Follow feeds (RSS, Atom, JSON): a site's new articles are added automatically.
The running bot checks each feed about every half hour, and quiet ones less
often. It obeys robots.txt, and a feed adds at most 20 articles a day.`,
		GroupID: "articles",
	}
	group(cmd).AddCommand(a.feedAddCommand(), a.feedListCommand(), a.feedShowCommand(), a.feedRemoveCommand(), a.feedCheckCommand(), a.feedPreviewCommand())
	return cmd
}

func (a *app) feedAddCommand() *cobra.Command {
	var newest int
	cmd := &cobra.Command{
		Use:   "add URL|FILE.opml…",
		Short: "Follow feeds, by their address, a page that links to one, or a list (OPML)",
		Args:  args(1, -1),
		RunE: func(cmd *cobra.Command, words []string) error {
			addresses, err := a.feedAddresses(words)
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), create, func(o *session) error {
				return a.eachFeed(cmd.Context(), addresses, func(address string) (library.FeedReport, error) {
					return o.library.Follow(cmd.Context(), byOperator, address, newest)
				})
			})
		},
	}
	cmd.Flags().IntVar(&newest, "newest", 3, fmt.Sprintf("how many of the newest articles to add now, at most %d", library.MaxNew))
	return cmd
}

// feedAddresses returns the words that are addresses, and the addresses in the
// files that the other words name.
func (a *app) feedAddresses(words []string) ([]string, error) {
	var addresses []string
	for _, word := range words {
		if strings.Contains(word, "://") {
			addresses = append(addresses, word)
			continue
		}
		body, err := a.readFile(word, article.MaxSource)
		if err != nil {
			return nil, err
		}
		listed, err := feed.ParseOPML(body)
		if err != nil {
			return nil, hint(fmt.Errorf("%s is neither the address of a feed nor a list of feeds", word), "A list of feeds is an OPML file, which feed readers export; an address starts with https://.")
		}
		addresses = append(addresses, listed...)
	}
	return addresses, nil
}

// eachFeed calls do for each feed and prints its report.
func (a *app) eachFeed(ctx context.Context, names []string, do func(name string) (library.FeedReport, error)) error {
	failed := false
	for _, name := range names {
		r, err := do(name)
		if err == nil {
			err = r.Failed
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			failed = true
			a.tellFailure(name, err)
		case a.json:
			a.lines(a.stdout).Encode(feedReportJSON(r))
		default:
			a.printFeed(r)
		}
	}
	if failed {
		return errReported
	}
	return nil
}

func (a *app) printFeed(r library.FeedReport) {
	s := newScreen(a.stdout)
	if r.Follows {
		s.para(s.bold, fmt.Sprintf("“%s” is already followed", r.Feed.Title))
		return
	}
	s.para(s.bold, fmt.Sprintf("“%s”", r.Feed.Title))
	s.para(s.dim, r.Feed.URL)
	for _, receipt := range r.Added {
		s.receipt(receipt)
	}
	for _, e := range r.Refused {
		s.para(s.dim, fmt.Sprintf("Not added: “%s”: %s", e.Title, e.Reason))
	}
	if r.Waiting > 0 {
		s.para(s.dim, fmt.Sprintf("%d more are waiting for the next check.", r.Waiting))
	}
	if len(r.Added)+len(r.Refused)+r.Waiting == 0 {
		s.para(s.dim, "Nothing new.")
	}
}

func (a *app) feedListCommand() *cobra.Command {
	var opml bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the feeds that are followed",
		Args:  args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				feeds, err := o.library.Feeds(cmd.Context())
				if err != nil {
					return err
				}
				if opml {
					var list []feed.Outline
					for _, w := range feeds {
						list = append(list, feed.Outline{URL: w.URL, Title: w.Title})
					}
					return feed.WriteOPML(a.stdout, list)
				}
				for _, w := range feeds {
					if a.json {
						a.lines(a.stdout).Encode(feedJSON(w))
						continue
					}
					state := "not checked yet"
					switch {
					case w.Problem != "":
						state = fmt.Sprintf("%s (%d times in a row)", w.Problem, w.Failures)
					case !w.Checked.IsZero():
						state = "checked " + w.Checked.Format("2006-01-02 15:04") + " UTC"
					}
					fmt.Fprintf(a.stdout, "%s\n  %s · %s\n", w.URL, plain(w.Title), state)
				}
				switch {
				case a.json:
				case len(feeds) == 0:
					fmt.Fprintln(a.stdout, "No feed is followed. Follow one: footnote feed add URL")
				default:
					fmt.Fprintln(a.stdout, "\nA feed's articles, and what was left out of them: footnote feed show URL")
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&opml, "opml", false, "print an OPML list, for feed readers and footnote feed add")
	return cmd
}

func (a *app) feedShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show URL",
		Short: "Show the articles that a feed listed, and which were added or not, and why",
		Args:  args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				w, err := o.library.Feed(cmd.Context(), words[0])
				if err != nil {
					return hint(err, "`footnote feed list` shows those that are followed.")
				}
				entries, err := o.library.Entries(cmd.Context(), w, feed.MaxEntries)
				if err != nil {
					return err
				}
				for _, e := range entries {
					if a.json {
						a.lines(a.stdout).Encode(entryJSON(e))
						continue
					}
					line := fmt.Sprintf("%-8s  %s  %s", e.State, e.Seen.Format(time.DateOnly), plain(e.Title))
					if e.Reason != "" {
						line += ": " + e.Reason
					}
					if e.LeftOut.Words > 0 {
						line += fmt.Sprintf("\n          left out: %d words around the text, such as:", e.LeftOut.Words)
					}
					for _, left := range e.LeftOut.Lines {
						line += "\n          " + plain(left)
					}
					fmt.Fprintln(a.stdout, line)
				}
				return nil
			})
		},
	}
}

func (a *app) feedRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "remove URL…",
		Short: "Stop following feeds; their articles stay",
		Args:  args(1, -1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				for _, word := range words {
					w, err := o.library.Unfollow(cmd.Context(), byOperator, word)
					if err != nil {
						return hint(err, "`footnote feed list` shows those that are followed.")
					}
					if a.json {
						a.lines(a.stdout).Encode(map[string]string{"feed": w.URL, "title": w.Title, "status": "removed"})
						continue
					}
					fmt.Fprintf(a.stdout, "“%s” is not followed any more. Its articles stay.\n", plain(w.Title))
				}
				return nil
			})
		},
	}
}

func (a *app) feedCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check [URL…]",
		Short: "Check feeds now, all of them if none is named",
		Args:  args(0, -1),
		RunE: func(cmd *cobra.Command, names []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				if len(names) == 0 {
					feeds, err := o.library.Feeds(cmd.Context())
					if err != nil {
						return err
					}
					for _, w := range feeds {
						names = append(names, w.URL)
					}
				}
				return a.eachFeed(cmd.Context(), names, func(name string) (library.FeedReport, error) {
					w, err := o.library.Feed(cmd.Context(), name)
					if err != nil {
						return library.FeedReport{}, hint(err, "`footnote feed list` shows those that are followed.")
					}
					return o.library.Poll(cmd.Context(), w)
				})
			})
		},
	}
}

func (a *app) feedPreviewCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "preview FILE|URL",
		Short: "Show what a feed lists, without following it",
		Args:  args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			src, err := a.feedSource(cmd.Context(), words[0])
			var f feed.Feed
			if err == nil {
				f, err = feed.Parse(src)
			}
			if err != nil {
				return hintOn(words[0], err)
			}
			if a.json {
				return a.lines(a.stdout).Encode(previewJSON(f))
			}
			fmt.Fprintln(a.stdout, plain(f.Title))
			for _, e := range f.Entries {
				fmt.Fprintf(a.stdout, "%-10s  %s\n", e.Published, plain(e.Title))
			}
			return nil
		},
	}
}

// feedSource returns the bytes of a feed in a file or at an address.
func (a *app) feedSource(ctx context.Context, word string) (article.Source, error) {
	if !strings.Contains(word, "://") {
		body, err := a.readFile(word, article.MaxSource)
		return article.Source{Name: fileName(word), Body: body}, err
	}
	visit, err := a.client().Visit(ctx, word, fetch.Validators{})
	return visit.Source, err
}

func (a *app) refreshCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "refresh ID…",
		Short: "Check articles' pages now; a changed page becomes a new version",
		Long: `Check articles' pages now. The running bot does so on a schedule: soon after an
article was added, then less often while its page stays the same. A page that
has changed becomes a new version of its article. If a page is gone, or has
less than half of its text, the article stays as it is.`,
		GroupID: "articles",
		Args:    args(1, -1),
		RunE: func(cmd *cobra.Command, ids []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				failed := false
				for _, id := range ids {
					r, err := o.library.Refresh(cmd.Context(), id)
					if errors.Is(err, store.ErrNotFound) {
						err = noSuch(id, err)
					}
					if err == nil && r.Problem != "" {
						err = errors.New(strings.TrimSuffix(r.Problem, "."))
					}
					if err != nil {
						failed = true
						report(a.stderr, hintOn(id, err))
						continue
					}
					a.printPage(r)
				}
				if failed {
					return errReported
				}
				return nil
			})
		},
	}
}

func (a *app) printPage(r library.PageReport) {
	if a.json {
		went := r.Lost
		if went == nil {
			went = []string{}
		}
		a.lines(a.stdout).Encode(map[string]any{"id": r.Article.ID, "title": r.Article.Title, "changed": r.Changed, "went": went})
		return
	}
	if !r.Changed {
		fmt.Fprintf(a.stdout, "“%s” has not changed.\n", plain(r.Article.Title))
		return
	}
	fmt.Fprintf(a.stdout, "“%s” has changed: the new version was saved.\n", plain(r.Article.Title))
	for _, s := range r.Lost {
		fmt.Fprintf(a.stdout, "  no longer there: %s\n", plain(s))
	}
}
