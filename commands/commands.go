// Package commands holds Footnote's commands, one file each. A command is a
// function from data to data: a Request in, a Reply out. Nothing here knows
// of Discord; the bot, the terminal and the tests call the same functions.
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

// A Command is something a person can ask of a library: a slash command, or
// an entry in the menu of a message.
type Command struct {
	// Name is what is typed after the slash, lower case, 1 to 32 letters,
	// digits, '-' or '_'. The name of a message's menu entry may have
	// capitals and blanks.
	Name        string
	Description string   // one line, at most 100 code points
	Options     []Option // at most 25, required ones first

	// Subcommands stand in place of Options and Run: /library add. Those of
	// a subcommand, /library feed add, have none of their own.
	Subcommands []Command

	Moderators bool // only for those who may manage the library
	Private    bool // the reply is for the asker alone
	OnMessage  bool // an entry in the menu of a message; has no Options

	// Run carries out one use. The same Run serves the command's buttons
	// and forms: Request.Action tells them apart.
	Run func(ctx context.Context, lib *library.Library, req Request) (Reply, error)

	// Complete offers values for the option Request.Focused while it is
	// typed, at most 25. It is nil where no Option has Complete set.
	Complete func(ctx context.Context, lib *library.Library, req Request) ([]Choice, error)
}

// A Type is what an option takes.
type Type int

// The types of options.
const (
	Text   Type = iota // a line of text
	Number             // a whole number, in Request.Options in decimal
	File               // a file, in Request.Files under the option's name
)

// An Option is one thing a command asks for.
type Option struct {
	Name        string
	Description string // at most 100 code points
	Type        Type
	Required    bool
	Choices     []Choice // the only values taken, at most 25; none means any
	Complete    bool     // offer values while typing
	MaxLength   int      // of a Text, in code points; 0 means 300
	Min, Max    int      // of a Number; both 0 means any
}

// A Choice is a value that can be picked, and how it is called.
type Choice struct {
	Name  string // at most 100 code points
	Value string // at most 100 code points
}

// A Request is one use of a command, of one of its buttons, or of a form.
type Request struct {
	User    User
	Locale  string            // of the asker, as BCP 47, "" if unknown
	Options map[string]string // values by option name, trimmed, only those given
	Files   map[string]Upload // files by option or field name
	Focused string            // while typing: the option that is being typed
	Results int               // most results on a page; 0 for what a phone's screen holds
	Model   library.Pointing  // whether a language model may choose the passages of an answer

	Message *Message // on a message's menu: the message

	Action string            // of the button or form, "" for the command itself
	Args   []string          // as the button or form was given them
	Fields map[string]string // what was filled into the form, by field name
}

// T returns one of our sentences in the asker's language, the arguments
// filled in.
func (r Request) T(format string, args ...any) string { return i18n.T(r.Locale, format, args...) }

// A User is the person who asks.
type User struct {
	ID        string
	Name      string // as shown to others; hostile text
	Moderator bool   // may look after this library
	Manager   bool   // may manage the server itself; a manager is a moderator
}

// Mention writes the id of a user so that it is shown as their name. Nobody
// is called by it.
func Mention(user string) i18n.Ours { return i18n.Ours("<@" + user + ">") }

// MentionChannel writes the id of a channel so that it is shown as its name.
func MentionChannel(id string) i18n.Ours { return i18n.Ours("<#" + id + ">") }

// MentionRole writes the id of a role so that it is shown as its name.
func MentionRole(id string) i18n.Ours { return i18n.Ours("<@&" + id + ">") }

// An Upload is a file that came with a request. Either Body is set, or URL
// tells where to fetch it.
type Upload struct {
	Name      string
	MediaType string // as declared, proves nothing
	Size      int64  // bytes
	URL       string
	Body      []byte
}

// A Message is what somebody wrote in the chat.
type Message struct {
	ID    string
	Text  string
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

// A Reply is what the asker sees. It is laid out by who shows it: Discord
// renders components, the terminal lines.
//
// Texts are plain: nothing in them is markup, and whoever shows them escapes
// what their medium would take for it. The name of a command, written /who,
// is made clickable where that can be done, and so are mentions; not in the
// words of others, which T and i18n.Theirs mark.
type Reply struct {
	Title   string
	Blocks  []Block
	Page    int // 1 for the first page, 0 if there are no pages
	Pages   int
	Buttons []Button
	Menus   []Menu // at most 5
	Form    *Form  // asks instead of answering; all else is then empty
	File    *Attachment

	Private bool // for the asker alone, whatever the command says
	Replace bool // after a button: take the place of the message it stood in

	// Again asks for this reply once more. A private reply that has it can
	// be shared with the channel; it is then asked for again.
	Again *Again
	// Notice is for the moderators, beside the reply.
	Notice *Notice
}

// Again is what a button that asks for a reply would carry.
type Again struct {
	Action string
	Args   []string
}

// A Notice is told to a channel of the moderators. Where it can't be, it is
// left to the library's log.
type Notice struct {
	Channel   string // its id, "" for none
	Blocks    []Block
	Otherwise Reply // takes the place of the reply where the channel can't be written to
}

// A Block is a paragraph of a reply: words of ours, words of an article, or
// both, in the order of the fields.
type Block struct {
	Heading string
	Text    string
	Cite    *Citation
	Small   string // small print
}

// Say is a reply of one paragraph, in the asker's language.
func (r Request) Say(format string, args ...any) Reply {
	return Reply{Blocks: []Block{{Text: r.T(format, args...)}}}
}

// Whisper is a reply of one paragraph for the asker alone, in their language.
func (r Request) Whisper(format string, args ...any) Reply {
	reply := r.Say(format, args...)
	reply.Private = true
	return reply
}

// A Citation is words of an article, with where they stand. Every citation
// is shown with its source.
type Citation struct {
	Words    string
	Marks    []article.Span // what was looked for, in Words, in order, apart
	Answers  bool           // Marks are the sentence that answers, not words
	Replaced []diff.Struck  // what was claimed instead of Words, shown crossed out
	Kind     article.Kind   // of the passage; lists, tables and code keep their lines
	Quoted   bool           // Words are somebody's speech: shown in quotation marks
	Speaker  string         // of speech; "" if nobody is named
	Source   Source
	Also     []Source // other articles with the same words
}

// A Source is where words stand.
type Source struct {
	ID        string // of the article
	Title     string
	URL       string // "" if the article has no address
	Section   string
	Author    string
	Published string // YYYY-MM-DD, "" if unknown
}

// A Button does something when pressed: it comes back as a Request to the
// command that made it, with its Action and Args. A button with a URL opens
// it instead.
type Button struct {
	Label   string // at most 38 code points, to fit a phone
	Command string // that it comes back to, "" for the one that made it
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

// A Menu lets the asker pick one or several of a few values. It comes back
// like a button, with the picked values behind Args.
type Menu struct {
	Prompt  string
	Action  string
	Args    []string
	Of      Picks
	Choices []Choice // of Values, at most 25
	Picked  []string // what is picked now
	Min     int      // 0 lets nothing be picked
	Max     int      // 0 means 1
}

// Picks are what a menu offers.
type Picks int

// What a menu offers. Roles and channels are the server's own; ids of them
// come back.
const (
	Values Picks = iota
	Roles
	Channels
)

// A Form asks for text or files. It comes back as a Request with its Action
// and Args, and what was filled in in Fields and Files.
type Form struct {
	Title  string // at most 45 code points
	Action string
	Args   []string
	Fields []Field // 1 to 5
}

// A Field is one thing a form asks for.
type Field struct {
	Name        string
	Label       string // at most 45 code points
	Description string // at most 100 code points
	Type        Type   // Text or File
	Long        bool   // of Text: several lines
	Required    bool
	Value       string // filled in beforehand
	MaxLength   int    // code points; 0 means 4000
}

// An Attachment is a file that goes with a reply.
type Attachment struct {
	Name      string
	MediaType string
	Body      []byte
}

var all = map[string]Command{}

// register makes c known. Two commands of one name stop the program at its
// start.
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

// Find returns the command of the given name out of list, or a subcommand,
// of two or three names with blanks between them: "library add".
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

// Each calls f for every command of list that can be used, with its names:
// for a subcommand "library add".
func Each(list []Command, f func(name string, c Command)) {
	for _, c := range list {
		if len(c.Subcommands) == 0 {
			f(c.Name, c)
		}
		Each(c.Subcommands, func(name string, sub Command) { f(c.Name+" "+name, sub) })
	}
}
