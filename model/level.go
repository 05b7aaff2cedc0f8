package model

import "sync/atomic"

// A level is how much of the protocol a server supports. If it refuses a
// request, the next one asks for less.
type level int32

const (
	full       level = iota // a JSON schema, a temperature, a limit on the reply
	schemaOnly              // a JSON schema
	plain                   // only the messages
)

func (l *level) load() level    { return level(atomic.LoadInt32((*int32)(l))) }
func (l *level) store(to level) { atomic.StoreInt32((*int32)(l), int32(to)) }

// A message is a message of a chat.
type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// A chatRequest is the body of a chat completion.
type chatRequest struct {
	Model       string    `json:"model"`
	Messages    []message `json:"messages"`
	Temperature *float64  `json:"temperature,omitempty"`
	MaxTokens   int       `json:"max_tokens,omitempty"`
	Format      *format   `json:"response_format,omitempty"`
}

type format struct {
	Type   string     `json:"type"`
	Schema jsonSchema `json:"json_schema"`
}

type jsonSchema struct {
	Name   string `json:"name"`
	Strict bool   `json:"strict"`
	Schema any    `json:"schema"`
}

// chatBody returns the body of a request to a server of a level.
func (e *endpoint) chatBody(l level, messages []message, maxTokens int, schema jsonSchema) chatRequest {
	r := chatRequest{Model: e.name, Messages: messages}
	if l <= schemaOnly {
		r.Format = &format{"json_schema", schema}
	}
	if l == full {
		r.Temperature, r.MaxTokens = new(float64), maxTokens
	}
	return r
}

// object returns the JSON schema of an object that has exactly these
// properties.
func object(properties map[string]any, names ...string) map[string]any {
	return map[string]any{"type": "object", "properties": properties, "required": names, "additionalProperties": false}
}
