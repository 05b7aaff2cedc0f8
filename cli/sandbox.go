package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"footnote/article"
	"footnote/bot"
	"footnote/library"
	"footnote/model"
	"footnote/samples"
	"footnote/sandbox"
)

// sandboxAddress is the address of the page, unless another program uses it.
// Then it is the first free one of the sandboxPorts ports from there, so that
// it is the same at every start.
const (
	sandboxAddress = "127.0.0.1:7077"
	sandboxPort    = 7077
	sandboxPorts   = 20
)

func (a *app) sandboxCommand() *cobra.Command {
	var listen string
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Try the bot in a web page: a Discord on this machine",
		Long: `Try the bot in a web page: a Discord on this machine, with the sample articles.
The bot is the same one that runs in Discord; only Discord is simulated. Nothing
leaves the machine, except what a language model is asked, if you set one; and only
this machine can open the page.`,
		GroupID: "run",
		Args:    args(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.sandbox(cmd.Context(), listen) },
	}
	c.Flags().StringVar(&listen, "listen", "", "address of the page, on this machine (default "+sandboxAddress+", or the next free one)")
	return c
}

// sandbox serves the page and runs the bot in it, until ctx ends.
func (a *app) sandbox(ctx context.Context, listen string) error {
	l, err := listenHere(listen)
	if err != nil {
		return err
	}
	defer l.Close()
	address := "http://" + l.Addr().String()
	a.serving, a.mentions = true, a.config.mentions != "off"
	log := a.logger()
	world := sandbox.New(sandbox.Config{Address: address, Log: log})
	a.attachment = func(_ context.Context, url string) (article.Source, error) {
		body, ok := world.File(url)
		if !ok {
			return article.Source{}, errors.New("sandbox: no such file")
		}
		return article.Source{URL: url, Body: body}, nil
	}
	a.record = func(c model.Call) { world.AddModelCall(modelCall(c)) }
	serve := func(o *session) error {
		world.ModelHosts(o.model.Host(model.ChooseRole), o.model.Host(model.RephraseRole), o.model.Host(model.EmbedRole))
		if _, err := world.Keep(filepath.Join(a.config.data, "sandbox.json")); err != nil {
			return err
		}
		sample, err := o.libraries.Library(sampleLibrary)
		if err != nil {
			return err
		}
		counts, err := sample.Count(ctx)
		if err != nil {
			return err
		}
		group, ctx := errgroup.WithContext(ctx)
		server := &http.Server{Handler: world.Page(), ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
		group.Go(func() error {
			if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				return err
			}
			return nil
		})
		group.Go(func() error {
			<-ctx.Done()
			return server.Close()
		})
		group.Go(func() error {
			a.probeModel(ctx, o, log)
			embed(ctx, o, log)
			return nil
		})
		group.Go(func() error {
			return bot.Run(ctx, bot.Config{
				Token: sandbox.Token, API: world.API(), Log: log, Mentions: a.mentions,
				Libraries: sandboxLibraries{o.libraries, world.Guilds()[0].ID},
			})
		})
		fmt.Fprintf(a.stdout, "Footnote is at %s\n", address)
		if counts.Articles == 0 {
			group.Go(func() error { return addSamplesAs(ctx, world) })
		}
		return group.Wait()
	}
	return a.running(func() error { return a.with(ctx, create, serve) })
}

// modelCall is a call of the language model as the page shows it.
func modelCall(c model.Call) sandbox.ModelCall {
	return sandbox.ModelCall{
		At: time.Now(), Role: string(c.Role), Host: c.Host, Request: c.Request,
		Outcome: string(c.Outcome), Reply: c.Reply, Took: c.Took.Milliseconds(),
	}
}

// listenHere listens on this machine only.
func listenHere(listen string) (net.Listener, error) {
	if listen == "" {
		for n := range sandboxPorts {
			if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", sandboxPort+n)); err == nil {
				return l, nil
			}
		}
		return net.Listen("tcp", "127.0.0.1:0")
	}
	host, _, err := net.SplitHostPort(listen)
	if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, hint(usage(fmt.Errorf("the page can't be at %q", listen)), "Only this machine may open it: use 127.0.0.1:PORT.")
	}
	l, err := net.Listen("tcp", listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, hint(fmt.Errorf("--listen %s: another program listens there", listen), "Choose another port, or leave out --listen to get a free one.")
	}
	return l, err
}

// sandboxLibraries gives the first server of the sandbox the library of
// sample articles.
type sandboxLibraries struct {
	*library.Libraries
	first string
}

// Adopt does nothing, and Present lists no server: a sandbox on the folder of
// a bot must not take the bot's servers for servers that it was removed from.
func (s sandboxLibraries) Adopt(context.Context, string, bool) error { return nil }

func (s sandboxLibraries) Present(context.Context) ([]string, error) { return nil, nil }

func (s sandboxLibraries) Library(name string) (*library.Library, error) {
	if name == s.first {
		name = sampleLibrary
	}
	return s.Libraries.Library(name)
}

// addSamplesAs adds the sample articles as the moderator of the sandbox, so
// that the page starts with their receipts.
func addSamplesAs(ctx context.Context, world *sandbox.Server) error {
	items, err := samples.Articles()
	if err != nil || !world.Await(20*time.Second) {
		return err
	}
	seat := sandbox.Actor{Person: world.People()[0].ID, Channel: world.Guilds()[0].Channels[0].ID}
	for _, item := range items {
		if ctx.Err() != nil {
			return nil
		}
		file, err := world.Upload(item.Source.Name, mediaTypeOf(item.Source.Name), item.Source.Body)
		if err != nil {
			return err
		}
		add := sandbox.Option{Name: "add", Type: 1, Options: []sandbox.Option{{Name: "file", Type: 11, Value: file.ID}}}
		if _, err := world.Use(seat, "library", add); err != nil {
			return fmt.Errorf("add the sample articles: %w", err)
		}
	}
	world.Fold(seat)
	return nil
}

func mediaTypeOf(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html":
		return "text/html"
	case ".md":
		return "text/markdown"
	}
	return "text/plain"
}
