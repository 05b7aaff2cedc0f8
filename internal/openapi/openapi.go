// Package openapi checks what tests send to Discord against Discord's own
// description of its API, if that is available.
package openapi

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Commands is the schema of the commands that are registered together.
const Commands = "/paths/~1applications~1{application_id}~1commands/put/requestBody/content/application~1json/schema"

// description finds the file from the project's root or a package below it.
var description = sync.OnceValue(func() *jsonschema.Compiler {
	for dir := ".."; len(dir) < 20; dir = filepath.Join("..", dir) {
		f, err := os.Open(filepath.Join(dir, "shared", "discord", "openapi.json"))
		if err != nil {
			continue
		}
		defer f.Close()
		doc, err := jsonschema.UnmarshalJSON(f)
		if err != nil {
			panic(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("discord.json", doc); err != nil {
			panic(err)
		}
		return c
	}
	return nil
})

var (
	mu       sync.Mutex
	schemas  = map[string]*jsonschema.Schema{}
	accepted = map[[2]string]bool{} // bodies, by schema: tests send the same ones over and over
)

// compiled compiles a schema of the description once.
func compiled(c *jsonschema.Compiler, schema string) (*jsonschema.Schema, error) {
	mu.Lock()
	defer mu.Unlock()
	if s := schemas[schema]; s != nil {
		return s, nil
	}
	s, err := c.Compile("discord.json#" + schema)
	if err == nil {
		schemas[schema] = s
	}
	return s, err
}

func isAccepted(schema, body string) bool {
	mu.Lock()
	defer mu.Unlock()
	return accepted[[2]string{schema, body}]
}

func accept(schema, body string) {
	mu.Lock()
	defer mu.Unlock()
	accepted[[2]string{schema, body}] = true
}

// permissions matches the permissions of a command: a string of digits to
// Discord, but a number in its description.
var permissions = regexp.MustCompile(`"default_member_permissions":"([0-9]+)"`)

// mediaChannel matches a menu of channels that offers media channels, type 16,
// which Discord's documentation has and its description lacks.
var mediaChannel = regexp.MustCompile(`("channel_types":\[[0-9,]*),16\b`)

// Validate fails the test if a body does not match one of Discord's schemas.
// Without the description every body passes.
func Validate(t testing.TB, schema, body string) {
	t.Helper()
	c := description()
	if c == nil || schema == "" || isAccepted(schema, body) {
		return
	}
	s, err := compiled(c, schema)
	if err != nil {
		t.Fatal(err)
	}
	raw := permissions.ReplaceAll([]byte(body), []byte(`"default_member_permissions":$1`))
	raw = mediaChannel.ReplaceAll(raw, []byte("$1"))
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Errorf("%s: not JSON: %s", schema, body)
		return
	}
	if err := s.Validate(value); err != nil {
		t.Errorf("Discord refuses %s:\n%v", body, err)
		return
	}
	accept(schema, body)
}

// Schema names the schema of a request's body; kind is the type of a first
// answer, 0 of anything else. It is "" for a request without a body.
func Schema(method, path string, kind int) string {
	const schemas = "/components/schemas/"
	switch {
	case method == "DELETE" || method == "GET":
		return ""
	case strings.HasSuffix(path, "/users/@me/channels"):
		return schemas + "CreatePrivateChannelRequest"
	case method == "PATCH":
		return schemas + "IncomingWebhookUpdateRequestPartial"
	case strings.HasPrefix(path, "/channels/") || strings.Contains(path, "/v10/channels/"):
		return schemas + "MessageCreateRequest"
	case !strings.HasSuffix(path, "/callback"):
		return schemas + "IncomingWebhookRequestPartial"
	case kind == 4 || kind == 5:
		return schemas + "CreateMessageInteractionCallbackRequest"
	case kind == 6 || kind == 7:
		return schemas + "UpdateMessageInteractionCallbackRequest"
	case kind == 8:
		return schemas + "ApplicationCommandAutocompleteCallbackRequest"
	}
	return schemas + "ModalInteractionCallbackRequest"
}
