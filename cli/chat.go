package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/term"

	"footnote/article"
	"footnote/commands"
	"footnote/library"
)

// A chat answers slash commands typed in a terminal. Commands and sentences
// are the same as in Discord; only the layout differs.
type chat struct {
	app    *app
	lib    *library.Library
	screen *screen
	read   func() (string, error) // the next line, io.EOF at the end
	prompt func(string)           // sets the prompt of the following lines
	typed  bool                   // lines are typed, and Ctrl-C or Ctrl-D ends them

	command commands.Command // made the current presses
	presses []press
}

// A press is a button or a choice that is selected by its number.
type press struct {
	label, action string
	args          []string
	command       string // handles the press; "" for the one that made it
}

func newChat(a *app, lib *library.Library) *chat {
	return &chat{app: a, lib: lib}
}

const chatPrompt = "> "

// run chats until the input ends or ctx does.
func (c *chat) run(ctx context.Context) error {
	restore, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer restore()
	c.greet(ctx)
	type line struct {
		text string
		err  error
	}
	lines, ask := make(chan line), make(chan struct{})
	defer close(ask)
	go func() { // reading can't be interrupted, so it has its own goroutine
		for range ask {
			text, err := c.read()
			select {
			case lines <- line{text, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	next := func() (string, error) {
		select {
		case <-ctx.Done():
			return "", io.EOF
		case ask <- struct{}{}:
		}
		select {
		case <-ctx.Done():
			return "", io.EOF
		case l := <-lines:
			return strings.TrimSpace(l.text), l.err
		}
	}
	for {
		text, err := next()
		if errors.Is(err, io.EOF) || text == "/quit" || text == "/exit" {
			return nil
		}
		if err != nil {
			return err
		}
		if text != "" {
			c.answer(ctx, text, next)
		}
	}
}

// open prepares the input: editing, history and completion in a terminal,
// plain lines if standard input is a file or a pipe.
func (c *chat) open(ctx context.Context) (restore func(), err error) {
	in, isFile := c.app.stdin.(*os.File)
	if !isFile || !term.IsTerminal(int(in.Fd())) {
		scanner := bufio.NewScanner(c.app.stdin)
		scanner.Buffer(nil, maxQuery)
		c.read = func() (string, error) {
			if scanner.Scan() {
				return scanner.Text(), nil
			}
			return "", cmpErr(scanner.Err(), io.EOF)
		}
		c.prompt = func(string) {}
		c.screen = newScreen(c.app.stdout)
		return func() {}, nil
	}
	old, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, fmt.Errorf("prepare the terminal: %w", err)
	}
	var terminal *term.Terminal
	renew := func() { // a Terminal that has read Ctrl-C returns it forever
		terminal = term.NewTerminal(struct {
			io.Reader
			io.Writer
		}{in, c.app.stdout}, chatPrompt)
		if width, height, err := term.GetSize(int(in.Fd())); err == nil {
			terminal.SetSize(width, height)
		}
		terminal.AutoCompleteCallback = c.completer(ctx)
		c.prompt = terminal.SetPrompt
		c.screen.w = terminal // adds the carriage returns that raw mode needs
	}
	c.screen = newScreen(c.app.stdout)
	renew()
	c.typed = true
	c.read = func() (string, error) {
		text, err := terminal.ReadLine()
		if err != nil {
			history := terminal.History
			renew()
			terminal.History = history
		}
		return text, err
	}
	return func() { term.Restore(int(in.Fd()), old) }, nil
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func (c *chat) greet(ctx context.Context) {
	counts, err := c.lib.Count(ctx)
	if err != nil {
		return
	}
	fmt.Fprintf(c.screen.w, "Footnote knows %d articles here. Try:\n\n", counts.Articles)
	for _, try := range append(commands.Examples(ctx, c.lib), "/quote", "/articles", "/help") {
		fmt.Fprintf(c.screen.w, "  %s\n", plain(try))
	}
	fmt.Fprint(c.screen.w, "\nType /quit to leave.\n\n")
}

func commandNames() []string {
	var names []string
	commands.Each(commands.All(), func(name string, c commands.Command) {
		if !c.OnMessage {
			names = append(names, name)
		}
	})
	return names
}

// atTerminal is the user at the terminal: the operator, who may do everything.
var atTerminal = commands.User{ID: byOperator, Name: "you", Moderator: true, Manager: true}

// answer handles a line: a command, the number of a button, or a question.
func (c *chat) answer(ctx context.Context, text string, next func() (string, error)) {
	command, req, err := c.request(text)
	for err == nil {
		var reply commands.Reply
		reply, err = command.Run(ctx, c.lib, req)
		if err != nil || reply.Form == nil {
			if err == nil {
				c.show(command, reply)
			}
			break
		}
		req, err = c.fillIn(reply.Form, next)
	}
	switch {
	case errors.Is(err, errCancelled):
		fmt.Fprintln(c.screen.w, "Nothing was done.")
	case err != nil:
		c.fail(err)
	}
}

func (c *chat) fail(err error) {
	what, todo := describe(c.app.blame(err))
	fmt.Fprintln(c.screen.w, plain(what))
	if todo != "" {
		fmt.Fprintln(c.screen.w, plain(todo))
	}
	fmt.Fprintln(c.screen.w)
}

// request parses a line into a command and its request.
func (c *chat) request(text string) (commands.Command, commands.Request, error) {
	req := commands.Request{User: atTerminal}
	if n, err := strconv.Atoi(text); err == nil {
		if n < 1 || n > len(c.presses) {
			return commands.Command{}, req, hint(fmt.Errorf("there is no button %d", n), "The numbers below an answer are its buttons.")
		}
		p := c.presses[n-1]
		req.Action, req.Args = p.action, p.args
		if other, ok := commands.Find(commands.All(), p.command); ok {
			return other, req, nil
		}
		return c.command, req, nil
	}
	if command, rest, ok := menuEntry(text); ok {
		req.Message = &commands.Message{Text: rest}
		return command, req, nil
	}
	if !strings.HasPrefix(text, "/") { // a question needs no command
		text = "/ask " + text
	}
	words := strings.Fields(text[1:])
	if len(words) == 0 {
		words = []string{"help"}
	}
	name, used := words[0], 1
	for n := 2; n <= min(3, len(words)); n++ {
		if _, ok := commands.Find(commands.All(), strings.Join(words[:n], " ")); ok {
			name, used = strings.Join(words[:n], " "), n
		}
	}
	command, ok := commands.Find(commands.All(), name)
	if !ok {
		return command, req, hint(fmt.Errorf("there is no command /%s", name), "/help lists the commands.")
	}
	var err error
	req.Options, req.Files, err = c.options(command, strings.Join(words[used:], " "))
	return command, req, err
}

// menuEntry finds the entry of a message's menu that is typed like a command,
// followed by the message: /footnote this cats plan.
func menuEntry(text string) (command commands.Command, rest string, ok bool) {
	for _, c := range commands.All() {
		if n := len(c.Name) + 1; c.OnMessage && len(text) >= n && strings.EqualFold(text[:n], "/"+c.Name) {
			return c, strings.TrimSpace(text[n:]), true
		}
	}
	return command, "", false
}

// options parses the text after a command's name: values with the names of
// options (link:https://… title:…); a value without a name is the first
// option's.
func (c *chat) options(command commands.Command, text string) (map[string]string, map[string]commands.Upload, error) {
	given := map[string]string{}
	var current string
	if len(command.Options) > 0 {
		current = command.Options[0].Name
	}
	for _, word := range strings.Fields(text) {
		for _, o := range command.Options {
			if rest, ok := strings.CutPrefix(word, o.Name+":"); ok {
				current, word = o.Name, rest
				break
			}
		}
		given[current] = strings.TrimSpace(given[current] + " " + word)
	}
	files := map[string]commands.Upload{}
	for _, o := range command.Options {
		if o.Required && given[o.Name] == "" {
			return nil, nil, hint(fmt.Errorf("/%s needs %s", command.Name, o.Name), "%s.", o.Description)
		}
		if path := given[o.Name]; o.Type == commands.File && path != "" {
			upload, err := c.upload(path)
			if err != nil {
				return nil, nil, err
			}
			files[o.Name] = upload
			delete(given, o.Name)
		}
	}
	if len(command.Options) == 0 {
		clear(given)
	}
	return given, files, nil
}

func (c *chat) upload(path string) (commands.Upload, error) {
	body, err := c.app.readFile(path, article.MaxSource)
	if err != nil {
		return commands.Upload{}, err
	}
	return commands.Upload{Name: filepath.Base(path), Size: int64(len(body)), Body: body}, nil
}

var errCancelled = errors.New("the form was cancelled")

// fillIn asks for a form's fields one by one. A line with only a dot ends a
// long text.
func (c *chat) fillIn(form *commands.Form, next func() (string, error)) (commands.Request, error) {
	req := commands.Request{
		User: atTerminal, Action: form.Action, Args: form.Args,
		Fields: map[string]string{}, Files: map[string]commands.Upload{},
	}
	defer func() { c.prompt(chatPrompt) }()
	c.screen.para(c.screen.bold, form.Title)
	for _, f := range form.Fields {
		c.screen.para(c.screen.dim, fieldPrompt(f))
		c.prompt(f.Label + ": ")
		text, err := next()
		for f.Long && err == nil && text != "" {
			var line string
			if line, err = next(); line == "." {
				break
			}
			text += "\n" + line
		}
		if err != nil && (text == "" || c.typed) {
			return req, errCancelled
		}
		switch {
		case text == "":
			req.Fields[f.Name] = f.Value
		case f.Type == commands.File:
			upload, err := c.upload(text)
			if err != nil {
				return req, err
			}
			req.Files[f.Name] = upload
		default:
			req.Fields[f.Name] = text
		}
	}
	return req, nil
}

func fieldPrompt(f commands.Field) string {
	parts := []string{f.Label}
	if f.Description != "" {
		parts = append(parts, f.Description)
	}
	switch {
	case f.Long:
		parts = append(parts, "several lines, then a line with a dot; Enter for none")
	case f.Type == commands.File:
		parts = append(parts, "its path; Enter for none")
	case f.Value != "":
		parts = append(parts, "Enter keeps “"+f.Value+"”")
	}
	return strings.Join(parts, " — ")
}

// show prints a reply, and below it the numbers of its buttons and choices.
func (c *chat) show(command commands.Command, reply commands.Reply) {
	c.screen.show(reply)
	if reply.File != nil {
		c.save(reply.File)
	}
	c.command, c.presses = command, nil
	var labels []string
	add := func(label, action string, args []string, command string) {
		c.presses = append(c.presses, press{label, action, args, command})
		labels = append(labels, fmt.Sprintf("[%d] %s", len(c.presses), plain(label)))
	}
	show := func(before string) {
		if len(labels) > 0 {
			fmt.Fprintln(c.screen.w)
			c.screen.para(c.screen.button, before+strings.Join(labels, "   "))
		}
		labels = nil
	}
	for _, m := range reply.Menus {
		for _, choice := range m.Choices {
			if !slices.Contains(m.Picked, choice.Value) {
				add(choice.Name, m.Action, append(slices.Clone(m.Args), choice.Value), m.Command)
			}
		}
		show(plain(cmp.Or(m.Label, m.Prompt)) + ": ")
	}
	for _, b := range reply.Buttons {
		if b.URL == "" {
			add(b.Label, b.Action, b.Args, b.Command)
		}
	}
	show("")
	fmt.Fprintln(c.screen.w)
}

// save writes a reply's file to the working folder.
func (c *chat) save(f *commands.Attachment) {
	name := filepath.Base(f.Name)
	file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err == nil {
		_, err = file.Write(f.Body)
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		fmt.Fprintf(c.screen.w, "The file was not saved: %s\n", plain(err.Error()))
		return
	}
	fmt.Fprintf(c.screen.w, "Saved as %s\n", plain(name))
}
