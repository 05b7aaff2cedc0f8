package commands

import (
	"slices"
	"strconv"
)

// openAPage is how many open items a page shows.
const openAPage = 5

// An openItem is what members asked for or suggested, until a moderator decides.
type openItem struct {
	id          string
	text, about string // markup
}

// openItems lists a page of list. Each item has a number and two buttons: the one
// labelled label, with its action, and Decline.
func openItems(req Request, list []openItem, page int, label, action string) Reply {
	var reply Reply
	shown, page, pages := window(list, page, openAPage)
	for i, item := range shown {
		n := strconv.Itoa((page-1)*openAPage + i + 1)
		reply.Blocks = append(reply.Blocks, Block{Text: n + ". " + item.text, Small: item.about})
		reply.Buttons = append(reply.Buttons,
			Button{Label: n + ": " + label, Action: action, Args: []string{item.id}, Style: Primary},
			Button{Label: n + ": " + req.T("Decline"), Action: "decline", Args: []string{item.id}})
	}
	reply = paged(req, reply, page, pages)
	reply.Private, reply.Replace, reply.Again = true, req.Action != "", nil
	return reply
}

// findOpen returns the item of list that the first argument of a button names. ok
// is false if it is not open any more.
func findOpen[T any](req Request, list []T, id func(T) string) (item T, ok bool) {
	if len(req.Args) == 0 {
		return item, false
	}
	i := slices.IndexFunc(list, func(item T) bool { return id(item) == req.Args[0] })
	if i < 0 {
		return item, false
	}
	return list[i], true
}
