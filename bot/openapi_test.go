package bot_test

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// openAPI is Discord's own description of what it takes; nil where the file
// is not beside the project.
var openAPI = sync.OnceValue(func() *jsonschema.Compiler {
	f, err := os.Open("../../shared/discord/openapi.json")
	if err != nil {
		return nil
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
})

var compiling sync.Mutex

// holds checks a body that the bot sends against one of Discord's schemas.
func holds(t *testing.T, where, body string) {
	t.Helper()
	c := openAPI()
	if c == nil {
		return
	}
	compiling.Lock()
	schema, err := c.Compile("discord.json#" + where)
	compiling.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	if err != nil {
		t.Errorf("%s: no JSON: %s", where, body)
		return
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("Discord refuses %s:\n%v", body, err)
	}
}

// schemaOf names the schema of a request's body.
func schemaOf(s sent) string {
	const schemas = "/components/schemas/"
	switch kind, _ := s.body["type"].(float64); {
	case s.method == "DELETE":
		return ""
	case s.method == "PATCH":
		return schemas + "IncomingWebhookUpdateRequestPartial"
	case !strings.HasSuffix(s.path, "/callback"):
		return schemas + "IncomingWebhookRequestPartial"
	case kind == 4 || kind == 5:
		return schemas + "CreateMessageInteractionCallbackRequest"
	case kind == 6 || kind == 7:
		return schemas + "UpdateMessageInteractionCallbackRequest"
	case kind == 8:
		return schemas + "ApplicationCommandAutocompleteCallbackRequest"
	case kind == 9:
		return schemas + "ModalInteractionCallbackRequest"
	}
	return schemas + "unknown"
}

// The schema takes permissions as a number, Discord as digits.
func permissionsAsNumbers(body []byte) string {
	for _, digits := range []string{"32", "0"} {
		n, _ := strconv.Atoi(digits)
		body = bytes.ReplaceAll(body, []byte(`"default_member_permissions":"`+digits+`"`), []byte(`"default_member_permissions":`+strconv.Itoa(n)))
	}
	return string(body)
}
