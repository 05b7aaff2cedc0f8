package bot

// A problem is a request that can't be carried out, in words for the asker:
// a sentence of ours, to be said in their language.
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
)
