package discord

// Types of channels.
const (
	textChannel         = 0
	voiceChannel        = 2 // has a text chat
	announcementChannel = 5
	announcementThread  = 10
	publicThread        = 11 // also a post of a forum or a media channel
	privateThread       = 12
	stageChannel        = 13 // has a text chat
	forumChannel        = 15 // has only threads, its posts
	mediaChannel        = 16 // the same
)

// askChannels are the types of channels that people can write in, themselves
// or in their threads. postChannels are those that take messages themselves.
var (
	askChannels  = []int{textChannel, voiceChannel, announcementChannel, stageChannel, forumChannel, mediaChannel}
	postChannels = []int{textChannel, voiceChannel, announcementChannel, stageChannel}
)

// A Channel is a channel or a thread of a server.
type Channel struct {
	ID       string `json:"id"`
	Type     int    `json:"type"`
	ParentID string `json:"parent_id"` // of a thread its channel, else a category
}

// home returns the id of the channel that c belongs to: the parent of a thread,
// else c's own, "" if it is not known.
func (c Channel) home() string {
	switch c.Type {
	case announcementThread, publicThread, privateThread:
		return c.ParentID
	}
	return c.ID
}
