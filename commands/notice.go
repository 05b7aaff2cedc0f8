package commands

// Notify returns a reply to a message in the library's log that is also sent to
// the moderators' channel, "" for none. After thanks it says where the message
// goes.
func (r Request) Notify(thanks, channel string, blocks ...Block) Reply {
	reply := r.noted(thanks, r.T("It is in the library's log and is being sent to the moderators' channel."))
	if channel == "" {
		reply = r.noted(thanks, r.T("It is in the library's log, where moderators can read it. They have no channel for such messages."))
	}
	reply.Notice = &Notice{
		Channel:   channel,
		Blocks:    blocks,
		Otherwise: r.noted(thanks, r.T("It is in the library's log, where moderators can read it. Their channel could not be written to.")),
	}
	return reply
}

func (r Request) noted(thanks, what string) Reply {
	return Reply{Blocks: []Block{{Text: thanks + " " + what}}, Private: true}
}
