package bot

// A problem is an error for the asker: one of our sentences, to be translated
// to their language.
type problem struct {
	format string
	args   []any
}

func (p problem) Error() string { return p.format }

func problemf(format string, args ...any) problem { return problem{format, args} }

var (
	unknownCommand = problemf("I don't know that command any more. Type / to see the ones I have.")
	onlyInServers  = problemf("I answer only in servers: each server has its own library. Ask me there.")
	onlyModerators = problemf("Only people who manage this library can do that.")
	notYours       = problemf("Only the person who asked can press that. Use the command yourself to get your own answer.")
	staleButton    = problemf("That button is too old. Ask again.")
	tooMany        = problemf("Too many requests. Please wait a few seconds.")
	tooBusy        = problemf("I am too busy right now. Please try again in a moment.")
)
