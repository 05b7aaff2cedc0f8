package commands

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

func init() {
	register(Command{
		Name:        "game",
		Description: "Who said it? Guess whose quotation it is",
		Options: []Option{
			{Name: "show", Description: "The board instead of a new quotation", Type: Text, Choices: []Choice{{Name: "board", Value: "board"}}},
		},
		Run: game,
	})
}

// game shows a quotation and four names, one of them the speaker's, or the board.
// Anyone may press the buttons. The buttons have the number of the round, and
// not its answer.
func game(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch {
	case req.Action == "guess":
		return guess(ctx, lib, req)
	case req.Action == "giveup":
		return giveUp(ctx, lib, req)
	case req.Action == "board":
		reply, err := board(ctx, lib, req)
		reply.Private = true
		return reply, err
	case req.Text("show") == "board":
		return board(ctx, lib, req)
	}
	round, err := lib.NewRound(ctx)
	if errors.Is(err, library.ErrTooFewSpeakers) || errors.Is(err, library.ErrNoQuotation) {
		return noRound(ctx, lib, req, err)
	}
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{Title: req.T("Who said it?"), Blocks: []Block{{
		Text:  i18n.Theirs("“" + round.Text + "”"),
		Small: req.T("One guess each. The first right one wins the round."),
	}}}
	for i, name := range round.Names {
		reply.Buttons = append(reply.Buttons, Button{Label: name, Action: "guess", Args: []string{round.ID, strconv.Itoa(i), name}, Style: Primary, Anyone: true})
	}
	reply.Buttons = append(reply.Buttons, Button{Label: req.T("Give up"), Action: "giveup", Args: []string{round.ID}})
	return reply, nil
}

// noRound says why there is no round.
func noRound(ctx context.Context, lib *library.Library, req Request, why error) (Reply, error) {
	counts, err := lib.Count(ctx)
	switch {
	case err != nil:
		return Reply{}, err
	case counts.Articles == 0:
		return req.Whisper(emptyLibrary), nil
	case errors.Is(why, library.ErrTooFewSpeakers):
		return req.Whisper("The game needs four people who are quoted by name. The articles of this library quote too few."), nil
	}
	return req.Whisper("No quotation in this library suits the game: each is too short, too long, or names who said it."), nil
}

func guess(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 3 {
		return staleNote(req), nil
	}
	n, err := strconv.Atoi(req.Args[1])
	if err != nil {
		return staleNote(req), nil
	}
	g, err := lib.Guess(ctx, req.User.ID, req.Args[0], n)
	if err != nil {
		return Reply{}, err
	}
	switch g.Outcome {
	case store.GuessWrong:
		return req.Whisper("No, it was not %s.", req.Args[2]), nil
	case store.GuessedTwice:
		return req.Whisper("You have guessed in this round already."), nil
	case store.GuessTooLate:
		return Reply{}, library.ErrRoundOver
	}
	return solved(req, g.Result, req.T("%s guessed it.", by(req, req.User.ID))), nil
}

func giveUp(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	result, err := lib.GiveUp(ctx, req.Args[0])
	if err != nil {
		return Reply{}, err
	}
	return solved(req, result, req.T("No one guessed it.")), nil
}

// solved replaces a round by its answer.
func solved(req Request, r library.Result, how string) Reply {
	return Reply{
		Title:  req.T("Who said it?"),
		Blocks: []Block{{Text: how}, {Cite: citeQuote(r)}},
		Buttons: append([]Button{
			{Label: req.T("Next"), Action: "next", Style: Primary, Anyone: true},
			{Label: req.T("Board"), Action: "board", Anyone: true},
		}, opensArticle(req, []library.Result{r})...),
		Replace: true,
	}
}

// maxBoard is how many people the board lists.
const maxBoard = 10

// board lists who has guessed right most often.
func board(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	scores, err := lib.Board(ctx, "", maxBoard)
	if err != nil {
		return Reply{}, err
	}
	if len(scores) == 0 {
		return req.Whisper("No one has played yet. Start a round with /game."), nil
	}
	reply := Reply{Title: req.T("The board of “Who said it?”")}
	for i, s := range scores {
		reply.Blocks = append(reply.Blocks, Block{Text: req.T("%d. %s: %d right of %d", i+1, by(req, s.User), s.Right, s.Guesses)})
	}
	return reply, nil
}

// guessesOf returns how often a user has guessed.
func guessesOf(ctx context.Context, lib *library.Library, user string) (int, error) {
	scores, err := lib.Board(ctx, user, 1)
	if err != nil || len(scores) == 0 {
		return 0, err
	}
	return scores[0].Guesses, nil
}

// exportGuesses writes what the board has of a user.
func exportGuesses(scores []store.Score, lines *json.Encoder) error {
	if len(scores) == 0 {
		return nil
	}
	return lines.Encode(struct {
		Action  string `json:"action"`
		Right   int    `json:"right"`
		Guesses int    `json:"guesses"`
	}{"game", scores[0].Right, scores[0].Guesses})
}
