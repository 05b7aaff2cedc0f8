// Package commands has Footnote's commands, one file each. A command is a
// function from a Request to a Reply. Nothing here depends on Discord; the
// bot, the terminal and the tests call the same functions.
//
// To add a command, write one file with one call of register.
package commands

import (
	"context"
	"slices"
	"strings"

	"footnote/article"
	"footnote/i18n"
	"footnote/library"
	"footnote/library/diff"
)

// A Command is a slash command, or an entry in the menu of a message.
type Command struct {
	// Name is what is typed after the slash: 1 to 32 lower-case letters,
	// digits, '-' or '_'. The name of a menu entry may have capitals and
	// spaces.
	Name        string
	Description string   // one line, at most 100 code points
	Options     []Option // at most 25, required ones first

	// Subcommands replace Options and Run: /library add. The subcommands of a
	// subcommand, such as /library feed add, have no further ones.
	Subcommands []Command

	Moderators bool // only for people who may manage the library
	Private    bool // only the asker sees the reply
	OnMessage  bool // an entry in the menu of a message; has no Options

	// Run runs the command. It also handles the command's buttons and forms,
	// which set Request.Action.
	Run func(ctx context.Context, lib *library.Library, req Request) (Reply, error)

	// Complete returns at most 25 values for the option Request.Focused while
	// it is typed. It is nil if no Option has Complete set.
	Complete func(ctx context.Context, lib *library.Library, req Request) ([]Choice, error)
}

// A Type is the type of an option's value.
type Type int

// The types of options.
const (
	Text   Type = iota // a line of text
	Number             // a whole number, in Request.Options in decimal
	File               // a file, in Request.Files under the option's name
)

// An Option is an argument of a command.
type Option struct {
	Name        string
	Description string // at most 100 code points
	Type        Type
	Required    bool
	Choices     []Choice // the allowed values, at most 25; none means any
	Complete    bool     // offer values while typing
	MaxLength   int      // of a Text, in code points; 0 means 300
	Min, Max    int      // of a Number; both 0 means any
}

// A Choice is a value that can be picked, and its name.
type Choice struct {
	Name  string // at most 100 code points
	Value string // at most 100 code points
}

// A Request is a use of a command, of one of its buttons, or of a form.
type Request struct {
	User    User
	Locale  string            // of the asker, as BCP 47, "" if unknown
	Options map[string]string // values by option name, trimmed, only those given
	Files   map[string]Upload // files by option or field name
	Focused string            // while typing: the option that is being typed
	Results int               // most results on a page; 0 for about a phone's screen
	Model   library.Pointing  // whether a language model may choose the passages of an answer

	Message *Message // on a message's menu: the message

	Action string            // of the button or form, "" for the command itself
	Args   []string          // of the button or form
	Fields map[string]string // text values of the form, by field name
	Above  string            // on a follow-up: the title of the answer that it follows
}

// T returns one of our sentences in the asker's language, with the arguments
// filled in.
func (r Request) T(format string, args ...any) string { return i18n.T(r.Locale, format, args...) }

// A User is the person who asks.
type User struct {
	ID        string
	Name      string // as shown to others; hostile text
	Moderator bool   // may manage this library
	Manager   bool   // may manage the server itself; a manager is a moderator
}

// Mention formats the id of a user so that it is shown as their name. It does
// not notify them.
func Mention(user string) i18n.Ours { return i18n.Ours("<@" + user + ">") }

// MentionChannel formats the id of a channel so that it is shown as its name.
func MentionChannel(id string) i18n.Ours { return i18n.Ours("<#" + id + ">") }

// mentionRole formats the id of a role so that it is shown as its name.
func mentionRole(id string) i18n.Ours { return i18n.Ours("<@&" + id + ">") }

// An Upload is a file that came with a request. Either Body is set, or URL is
// the address to fetch it from.
type Upload struct {
	Name      string
	MediaType string // as declared; not reliable
	Size      int64  // bytes
	URL       string
	Body      []byte
}

// A Message is a message in the chat.
type Message struct {
	ID    string
	Text  string   // also of the boxes below it, and of a message that it forwards
	Links []string // of its titles and buttons
	Files []Upload
}

// Text returns the value of the option, or of the form's field, "" if none
// was given.
func (r Request) Text(name string) string {
	if v, ok := r.Fields[name]; ok {
		return v
	}
	return r.Options[name]
}

// A Reply is what the asker sees: components in Discord, lines in the terminal.
//
// Texts are plain text without markup; the renderer of each medium escapes
// them. Discord makes names of commands, written /who, and mentions clickable,
// but not in the words of others, which T and i18n.Theirs mark.
type Reply struct {
	Title   string
	Blocks  []Block
	Page    int // 1 for the first page, 0 if there are no pages
	Pages   int
	Buttons []Button
	Menus   []Menu // at most 8
	Form    *Form  // form to open instead of a reply; all else is then empty
	File    *Attachment

	Miss    bool // the library has no answer; it is counted, without the question
	Private bool // only the asker sees it, whatever the command says
	Silent  bool // a message that is not an answer notifies no one
	Replace bool // after a button: replace the button's message

	// About is the person that this reply is about, "" if its citations say so.
	About string

	// Again repeats this reply. A private reply with Again can be shared with
	// the channel; the command then runs again.
	Again *Again
	// Notice is an additional message to the moderators.
	Notice *Notice
}

// An Again has the action and arguments of a button that repeats a reply.
type Again struct {
	Action string
	Args   []string
}

// A Notice is sent to the moderators' channel. If that fails, it is only in the
// library's log.
type Notice struct {
	Channel   string // its id, "" for none
	Blocks    []Block
	Buttons   []Button // anyone who sees it may press them, if they may use their command
	Otherwise Reply    // replaces the reply if the notice can't be sent; the reason is added
}

// A Block is a paragraph of a reply: our own words, words of an article, or
// both, in the order of the fields.
type Block struct {
	Heading string
	Text    string
	Cite    *Citation
	Small   string // small print
}

// Say returns a reply of one paragraph, in the asker's language.
func (r Request) Say(format string, args ...any) Reply {
	return Reply{Blocks: []Block{{Text: r.T(format, args...)}}}
}

// Whisper returns a reply of one paragraph that only the asker sees, in their
// language.
func (r Request) Whisper(format string, args ...any) Reply {
	reply := r.Say(format, args...)
	reply.Private = true
	return reply
}

// A Citation is words of an article with their source. Every citation is shown
// with its source.
type Citation struct {
	Words    string
	Marks    []article.Span  // the hits in Words, in order, without overlaps
	Answers  bool            // Marks are the sentence that answers, not words
	Replaced []diff.Replaced // words of the claim that differ, shown crossed out
	Kind     article.Kind    // of the passage; lists, tables and code keep their lines
	Quoted   bool            // Words are speech, shown in quotation marks
	Speaker  string          // of speech; "" if unknown
	Source   Source
	Passage  int      // number of the passage in the article
	Also     []Source // other articles with the same words
}

// A Source is where words come from.
type Source struct {
	ID        string // of the article
	Title     string
	URL       string // "" if the article has no address
	Section   string
	Author    string
	Published string // YYYY-MM-DD, "" if unknown
}

// A Button, when pressed, sends a Request with its Action and Args to the
// command that made it. A button with a URL opens it instead.
type Button struct {
	Label   string // at most 38 code points, to fit a phone
	Command string // handles the press; "" for the one that made it
	Action  string // lower case letters
	Args    []string
	URL     string
	Style   Style
	Anyone  bool // not only the person who asked may press it
}

// A Style is the look of a button.
type Style int

// The looks of buttons.
const (
	Plain Style = iota
	Primary
	Danger
)

// A Menu lets the asker pick one or several values. It sends a Request like a
// button, with the picked values after Args.
type Menu struct {
	Label   string // shown above the menu, "" for none
	Prompt  string // shown in it while nothing is picked
	Command string // handles the choice; "" for the one that made it
	Action  string
	Args    []string
	Of      MenuKind
	Choices []Choice // of Values, at most 25
	Picked  []string // currently picked values
	Min     int      // 0 lets nothing be picked
	Max     int      // 0 means 1
	Anyone  bool     // not only the person who asked may pick
}

// A MenuKind is the kind of values that a menu offers.
type MenuKind int

// The kinds of values that a menu offers. Roles and channels are those of the
// server; their values are ids.
const (
	Values MenuKind = iota
	Roles
	Channels
	PostChannels // channels that messages are sent to, so no forums
)

// A Form asks for text or files. It sends a Request with its Action and Args,
// and the values in Fields and Files.
type Form struct {
	Title  string // at most 45 code points
	Action string
	Args   []string
	Fields []Field // 1 to 5
}

// A Field is an input of a form.
type Field struct {
	Name        string
	Label       string // at most 45 code points
	Description string // at most 100 code points
	Type        Type   // Text or File
	Long        bool   // of Text: several lines
	Required    bool
	Value       string // initial value
	MaxLength   int    // code points; 0 means 4000
}

// An Attachment is a file that goes with a reply.
type Attachment struct {
	Name      string
	MediaType string
	Body      []byte
	Alt       string // of a picture: all its words; such a file is shown, not offered
}

var all = map[string]Command{}

// register adds c to the commands. It panics if the name is already
// registered.
func register(c Command) {
	if _, taken := all[c.Name]; taken {
		panic("commands: two commands are named " + c.Name)
	}
	all[c.Name] = c
}

// All returns every command, by name.
func All() []Command {
	list := make([]Command, 0, len(all))
	for _, c := range all {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Command) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Find returns the command of the given name in list, or a subcommand, whose
// name is two or three names with spaces between them: "library add".
func Find(list []Command, name string) (Command, bool) {
	for _, c := range list {
		if c.Name == name {
			return c, len(c.Subcommands) == 0
		}
		if rest, ok := strings.CutPrefix(name, c.Name+" "); ok && len(c.Subcommands) > 0 {
			return Find(c.Subcommands, rest)
		}
	}
	return Command{}, false
}

// Each calls f for every command of list that can be run, with its full name,
// such as "library add".
func Each(list []Command, f func(name string, c Command)) {
	for _, c := range list {
		if len(c.Subcommands) == 0 {
			f(c.Name, c)
		}
		Each(c.Subcommands, func(name string, sub Command) { f(c.Name+" "+name, sub) })
	}
}
