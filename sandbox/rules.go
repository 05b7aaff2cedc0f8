package sandbox

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"footnote/discord"
)

// Types of components.
const (
	componentRow       = 1
	componentButton    = 2
	componentSelect    = 3
	componentInput     = 4
	componentUser      = 5
	componentRole      = 6
	componentMention   = 7
	componentChannel   = 8
	componentSection   = 9
	componentText      = 10
	componentThumbnail = 11
	componentGallery   = 12
	componentFile      = 13
	componentSeparator = 14
	componentContainer = 17
	componentLabel     = 18
	componentUpload    = 19
)

// A check collects what Discord would refuse in a body, in words.
type check struct {
	broken     []string
	components int
	points     int // of text displays
	bytes      int
	ids        map[string]bool
}

func (c *check) say(format string, args ...any) {
	c.broken = append(c.broken, fmt.Sprintf(format, args...))
}

// atMost adds a violation if a text has more than limit code points.
func (c *check) atMost(what, text string, limit int) {
	if n := utf8.RuneCountInString(text); n > limit {
		c.say("%s has %d characters, at most %d", what, n, limit)
	}
}

// checkAnswer checks a first answer of some type to an interaction.
func checkAnswer(interaction, kind int, data object, files []upload) []string {
	c := &check{}
	if !slices.Contains(allowed[interaction], kind) {
		c.say("an answer of type %d to an interaction of type %d", kind, interaction)
		return c.broken
	}
	switch kind {
	case replies:
		return checkMessage(data, files, true)
	case updates:
		return checkMessage(data, files, false)
	case defersReply:
		if flags, _ := data["flags"].(float64); int(flags)&^ephemeral != 0 {
			c.say("a deferred answer may have no flag but EPHEMERAL")
		}
	case offers:
		c.choices(data)
	case opensModal:
		c.modal(data)
	}
	return c.broken
}

// checkMessage checks a new message, or a change of one.
func checkMessage(m object, files []upload, fresh bool) []string {
	c := &check{ids: map[string]bool{}}
	mentions, ok := m["allowed_mentions"].(object)
	if _, list := mentions["parse"].([]any); !ok || !list {
		c.say("allowed_mentions is missing: people would be pinged")
	}
	content, _ := m["content"].(string)
	c.atMost("content", content, discord.MaxContent)
	flags, _ := m["flags"].(float64)
	list, _ := m["components"].([]any)
	if int(flags)&v2 != 0 && (content != "" || m["embeds"] != nil) {
		c.say("content or embeds with Components V2")
	}
	if fresh && content == "" && len(list) == 0 && len(files) == 0 {
		c.say("an empty message")
	}
	for _, e := range list {
		part, _ := e.(object)
		kind := typeOf(part)
		if kind >= componentSection && int(flags)&v2 == 0 {
			c.say("component of type %d without the flag of Components V2", kind)
		}
		c.component(part, 0)
	}
	if c.components > discord.MaxComponents {
		c.say("%d components, at most %d", c.components, discord.MaxComponents)
	}
	if c.points > discord.MaxText {
		c.say("%d characters over all text displays, at most %d", c.points, discord.MaxText)
	}
	if c.bytes > discord.MaxBytes {
		c.say("%d bytes over all text displays: Discord fails above about %d", c.bytes, discord.MaxBytes)
	}
	if len(files) > discord.MaxFiles {
		c.say("%d files, at most %d", len(files), discord.MaxFiles)
	}
	return c.broken
}

func typeOf(part object) int {
	n, _ := part["type"].(float64)
	return int(n)
}

// inside lists the components that each component may contain.
var inside = map[int][]int{
	0:                  {componentRow, componentSection, componentText, componentGallery, componentFile, componentSeparator, componentContainer},
	componentContainer: {componentRow, componentSection, componentText, componentGallery, componentFile, componentSeparator},
	componentRow:       {componentButton, componentSelect, componentUser, componentRole, componentMention, componentChannel},
	componentSection:   {componentText},
}

// component checks a component inside one of the parent's type.
func (c *check) component(part object, parent int) {
	kind := typeOf(part)
	c.components++
	if !slices.Contains(inside[parent], kind) {
		c.say("component of type %d in one of type %d", kind, parent)
		return
	}
	list, _ := part["components"].([]any)
	switch kind {
	case componentText:
		text, _ := part["content"].(string)
		if text == "" {
			c.say("an empty text display")
		}
		c.points += utf8.RuneCountInString(text)
		c.bytes += len(text) + discord.PerText
	case componentButton:
		c.button(part)
	case componentSelect, componentUser, componentRole, componentMention, componentChannel:
		c.pick(part)
	case componentRow:
		c.row(list)
	case componentSection:
		if len(list) < 1 || len(list) > discord.MaxSection {
			c.say("a section has %d texts, 1 to %d", len(list), discord.MaxSection)
		}
		if accessory, ok := part["accessory"].(object); ok {
			c.components++
			if typeOf(accessory) == componentButton {
				c.button(accessory)
			}
		} else {
			c.say("a section without an accessory")
		}
	case componentFile:
		file, _ := part["file"].(object)
		if url, _ := file["url"].(string); !strings.HasPrefix(url, "attachment://") {
			c.say("a file component without attachment://")
		}
	case componentGallery:
		c.gallery(part)
	case componentContainer:
		if len(list) == 0 {
			c.say("an empty container")
		}
	}
	for _, e := range list {
		child, _ := e.(object)
		c.component(child, kind)
	}
}

func (c *check) gallery(part object) {
	items, _ := part["items"].([]any)
	if len(items) < 1 || len(items) > discord.MaxGallery {
		c.say("a gallery of %d pictures, 1 to %d", len(items), discord.MaxGallery)
	}
	for _, e := range items {
		item, _ := e.(object)
		media, _ := item["media"].(object)
		if url, _ := media["url"].(string); !strings.HasPrefix(url, "attachment://") {
			c.say("a picture without attachment://")
		}
		alt, _ := item["description"].(string)
		c.atMost("the alternative text of a picture", alt, discord.MaxAlt)
	}
}

func (c *check) row(list []any) {
	selects := 0
	for _, e := range list {
		if part, _ := e.(object); typeOf(part) != componentButton {
			selects++
		}
	}
	if len(list) == 0 || len(list) > discord.MaxRow || selects > 0 && len(list) > 1 {
		c.say("a row of %d: at most %d buttons, or one select", len(list), discord.MaxRow)
	}
}

func (c *check) id(part object) {
	id, _ := part["custom_id"].(string)
	if id == "" {
		c.say("a component without a custom_id")
	}
	c.atMost("custom_id", id, discord.MaxCustomID)
	if c.ids[id] {
		c.say("two components with the custom_id %q", id)
	}
	if c.ids != nil {
		c.ids[id] = true
	}
}

func (c *check) button(part object) {
	label, _ := part["label"].(string)
	c.atMost("label", label, discord.MaxLabel)
	if label == "" && part["emoji"] == nil {
		c.say("a button without a label")
	}
	if style, _ := part["style"].(float64); style != discord.StyleLink {
		c.id(part)
		return
	}
	url, _ := part["url"].(string)
	c.atMost("url", url, discord.MaxURL)
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "discord://") {
		c.say("a link button to %q", url)
	}
	if part["custom_id"] != nil {
		c.say("a link button with a custom_id")
	}
}

func (c *check) pick(part object) {
	c.id(part)
	placeholder, _ := part["placeholder"].(string)
	c.atMost("placeholder", placeholder, discord.MaxPlaceholder)
	if typeOf(part) != componentSelect {
		return
	}
	options, _ := part["options"].([]any)
	if len(options) < 1 || len(options) > discord.MaxChoices {
		c.say("a select of %d options, 1 to %d", len(options), discord.MaxChoices)
	}
	values := map[string]bool{}
	for _, e := range options {
		o, _ := e.(object)
		label, _ := o["label"].(string)
		value, _ := o["value"].(string)
		c.atMost("an option's label", label, discord.MaxChoice)
		c.atMost("an option's value", value, discord.MaxChoice)
		if label == "" || value == "" || values[value] {
			c.say("an option without a label or a value, or with a repeated value")
		}
		values[value] = true
	}
	if most, ok := part["max_values"].(float64); ok && int(most) > len(options) {
		c.say("max_values %d of %d options", int(most), len(options))
	}
}

func (c *check) choices(data object) {
	list, ok := data["choices"].([]any)
	if !ok || len(list) > discord.MaxChoices {
		c.say("%d choices, at most %d", len(list), discord.MaxChoices)
	}
	for _, e := range list {
		o, _ := e.(object)
		name, _ := o["name"].(string)
		value, _ := o["value"].(string)
		c.atMost("a choice's name", name, discord.MaxChoice)
		c.atMost("a choice's value", value, discord.MaxChoice)
		if name == "" {
			c.say("a choice without a name")
		}
	}
}

func (c *check) modal(data object) {
	c.ids = map[string]bool{}
	title, _ := data["title"].(string)
	if title == "" {
		c.say("a form without a title")
	}
	c.atMost("title", title, discord.MaxModalTitle)
	c.id(data)
	list, _ := data["components"].([]any)
	if len(list) < 1 || len(list) > discord.MaxFields {
		c.say("a form of %d parts, 1 to %d", len(list), discord.MaxFields)
	}
	for _, e := range list {
		part, _ := e.(object)
		if typeOf(part) != componentLabel && typeOf(part) != componentText {
			c.say("component of type %d in a form", typeOf(part))
			continue
		}
		label, _ := part["label"].(string)
		description, _ := part["description"].(string)
		c.atMost("label", label, discord.MaxFieldLabel)
		c.atMost("description", description, discord.MaxDescription)
		if input, ok := part["component"].(object); ok {
			c.id(input)
			if input["label"] != nil {
				c.say("a labelled input with a second label")
			}
			value, _ := input["value"].(string)
			c.atMost("value", value, discord.MaxInput)
		}
	}
}

// commandName matches the names that Discord allows for slash commands. It is
// compiled at the first use, because it takes a megabyte.
var commandName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`) })

// checkCommands checks the commands that are registered together.
func checkCommands(list []object) []string {
	c := &check{}
	names := map[string]bool{}
	count := map[int]int{}
	for _, command := range list {
		name, _ := command["name"].(string)
		kind := max(1, typeOf(command))
		key := fmt.Sprint(kind, name)
		if names[key] {
			c.say("two commands are named %q", name)
		}
		names[key] = true
		count[kind]++
		description, _ := command["description"].(string)
		if kind == 1 {
			c.named(name)
			c.described(name, description)
		} else if description != "" || name == "" || utf8.RuneCountInString(name) > discord.MaxName {
			c.say("a menu entry %q with a description, or a name that does not fit", name)
		}
		c.options(name, command["options"])
		if n := weight(command); n > discord.MaxCommand {
			c.say("/%s has %d characters, at most %d", name, n, discord.MaxCommand)
		}
	}
	if count[1] > discord.MaxCommands || max(count[2], count[3]) > discord.MaxMenuEntries {
		c.say("too many commands: %v", count)
	}
	return c.broken
}

func (c *check) named(name string) {
	if !commandName().MatchString(name) || name != strings.ToLower(name) {
		c.say("the name %q", name)
	}
}

func (c *check) described(name, description string) {
	if description == "" {
		c.say("%s without a description", name)
	}
	c.atMost("the description of "+name, description, discord.MaxDescription)
}

func (c *check) options(of string, v any) {
	list, _ := v.([]any)
	if len(list) > discord.MaxOptions {
		c.say("%s has %d options, at most %d", of, len(list), discord.MaxOptions)
	}
	names := map[string]bool{}
	optional := false
	for _, e := range list {
		o, _ := e.(object)
		name, _ := o["name"].(string)
		description, _ := o["description"].(string)
		c.named(name)
		c.described(of+" "+name, description)
		if names[name] {
			c.say("%s has two options %q", of, name)
		}
		names[name] = true
		required, _ := o["required"].(bool)
		if required && optional {
			c.say("%s: required %q after optional ones", of, name)
		}
		optional = optional || !required
		choices, _ := o["choices"].([]any)
		if complete, _ := o["autocomplete"].(bool); complete && len(choices) > 0 {
			c.say("%s %s has both autocomplete and choices", of, name)
		}
		c.choices(object{"choices": append([]any{}, choices...)})
		c.options(of+" "+name, o["options"])
	}
}

// weight returns the characters that Discord counts for a command: the longest
// translation of each text.
func weight(v any) int {
	n := 0
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			n += weight(e)
		}
	case object:
		for _, key := range []string{"name", "description", "value"} {
			text, _ := v[key].(string)
			longest := utf8.RuneCountInString(text)
			said, _ := v[key+"_localizations"].(object)
			for _, t := range said {
				text, _ := t.(string)
				longest = max(longest, utf8.RuneCountInString(text))
			}
			n += longest
		}
		n += weight(v["options"]) + weight(v["choices"])
	}
	return n
}
