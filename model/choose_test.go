package model

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

func TestChoose(t *testing.T) {
	tests := []struct {
		name, written string
		want          Choice
		outcome       Outcome
	}{
		{"first", `{"passages":[1],"sentence":2,"confidence":3}`, Choice{[]int{0}, 1, High}, Succeeded},
		{"several, in lines", "{\"passages\": [2, 1],\n\"sentence\": 1, \"confidence\": 2}\n", Choice{[]int{1, 0}, 0, Medium}, Succeeded},
		{"none", `{"passages":[],"sentence":0,"confidence":1}`, Choice{Confidence: Low}, Succeeded},
		{"text", `The pool is heated from May on.`, Choice{}, BadForm},
		{"text before", `Sure! {"passages":[1],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"text after", `{"passages":[1],"sentence":2,"confidence":3} I hope this helps`, Choice{}, BadForm},
		{"two objects", `{"passages":[1],"sentence":2,"confidence":3}{"passages":[2],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"markup", "```json\n{\"passages\":[1],\"sentence\":2,\"confidence\":3}\n```", Choice{}, BadForm},
		{"a text more", `{"passages":[1],"sentence":2,"confidence":3,"why":"<b>me</b>"}`, Choice{}, BadForm},
		{"text for numbers", `{"passages":["1"],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"foreign passage", `{"passages":[3],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"passage zero", `{"passages":[0],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"below zero", `{"passages":[-1],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"twice the same", `{"passages":[1,1],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"foreign sentence", `{"passages":[2],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"sentence zero", `{"passages":[2],"sentence":0,"confidence":3}`, Choice{}, BadForm},
		{"sentence of none", `{"passages":[],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"foreign confidence", `{"passages":[1],"sentence":2,"confidence":100}`, Choice{}, BadForm},
		{"a fraction", `{"passages":[1.5],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"large numbers", `{"passages":[99999999999999999999],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"something left out", `{"passages":[1],"confidence":3}`, Choice{}, BadForm},
		{"null", `null`, Choice{}, BadForm},
		{"nulls", `{"passages":null,"sentence":null,"confidence":null}`, Choice{}, BadForm},
		{"a list", `[1]`, Choice{}, BadForm},
		{"nothing", ``, Choice{}, BadForm},
		{"deep", strings.Repeat(`{"passages":[`, 2000), Choice{}, BadForm},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := client(t, writes(tt.written))
			got, err := m.Choose(t.Context(), question)
			if outcomeOf(err) != tt.outcome || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Choose = %+v, %v, want %+v, %s", got, err, tt.want, tt.outcome)
			}
			saysNothingOf(t, err, tt.written)
		})
	}
}

// saysNothingOf checks that an error has no word of what a server wrote.
func saysNothingOf(t *testing.T, err error, written string) {
	t.Helper()
	if err == nil {
		return
	}
	for _, word := range []string{"heated", "Sure", "hope", "why", "99999", "```", "the-key", "secret", written} {
		if len(word) > 2 && strings.Contains(err.Error(), word) {
			t.Errorf("the error says %q: %v", word, err)
		}
	}
}

// What a server may answer besides a chat completion.
func TestReplies(t *testing.T) {
	tests := []struct {
		name    string
		reply   func(w http.ResponseWriter)
		outcome Outcome
	}{
		{"ten megabytes", func(w http.ResponseWriter) { completion(w, strings.Repeat("a", 10<<20)) }, BadForm},
		{"no choices", func(w http.ResponseWriter) { io.WriteString(w, `{"choices":[]}`) }, BadForm},
		{"two choices", func(w http.ResponseWriter) {
			io.WriteString(w, `{"choices":[{"message":{"content":"{\"passages\":[1],\"sentence\":1,\"confidence\":3}"}},{"message":{"content":"{\"passages\":[1],\"sentence\":1,\"confidence\":3}"}}]}`)
		}, BadForm},
		{"no content", func(w http.ResponseWriter) { io.WriteString(w, `{"choices":[{"message":{"content":null}}]}`) }, BadForm},
		{"content that is no text", func(w http.ResponseWriter) { io.WriteString(w, `{"choices":[{"message":{"content":7}}]}`) }, BadForm},
		{"an empty body", func(http.ResponseWriter) {}, BadForm},
		{"garbage", func(w http.ResponseWriter) { w.Write([]byte{0, 1, 2, 0xff, 0xfe}) }, BadForm},
		{"a web page", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, `<html>secret</html>`)
		}, BadForm},
		{"no such model", func(w http.ResponseWriter) { http.Error(w, "secret", http.StatusNotFound) }, Refused},
		{"the key is refused", func(w http.ResponseWriter) { http.Error(w, "secret", http.StatusUnauthorized) }, Refused},
		{"elsewhere", func(w http.ResponseWriter) {
			w.Header().Set("Location", "http://elsewhere.test/v1")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, Refused},
		{"broken", func(w http.ResponseWriter) { http.Error(w, "secret", http.StatusInternalServerError) }, Down},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, s := client(t, func(w http.ResponseWriter, _ int, _ []byte) { tt.reply(w) })
			_, err := m.Choose(t.Context(), question)
			if outcomeOf(err) != tt.outcome {
				t.Errorf("Choose: %v, want %s", err, tt.outcome)
			}
			saysNothingOf(t, err, "secret")
			if len(s.bodies) != 1 {
				t.Errorf("%d requests were sent, want one", len(s.bodies))
			}
		})
	}
}

// No type that a reply is read into can hold a text, except the queries of
// Rephrase.
func TestNoText(t *testing.T) {
	var check func(reflect.Type, string)
	check = func(typ reflect.Type, path string) {
		switch typ.Kind() {
		case reflect.String, reflect.Interface, reflect.Map:
			t.Errorf("%s is a %s", path, typ)
		case reflect.Pointer, reflect.Slice, reflect.Array:
			if typ.Elem().Kind() == reflect.Uint8 {
				t.Errorf("%s is bytes", path)
			}
			check(typ.Elem(), path)
		case reflect.Struct:
			for i := range typ.NumField() {
				check(typ.Field(i).Type, path+"."+typ.Field(i).Name)
			}
		}
	}
	check(reflect.TypeFor[Choice](), "Choice")
	check(reflect.TypeFor[reply[numbers]](), "reply")
	check(reflect.TypeFor[embeddings](), "embeddings")
}

// The request has what it must have, and the key is only in its header.
func TestRequest(t *testing.T) {
	var calls []Call
	s := &server{t: t, reply: writes(`{"passages":[1],"sentence":2,"confidence":3}`)}
	m, err := New(Config{URL: "http://models.test/v1/", Name: "small", Key: "the-key", Transport: s, Record: func(c Call) { calls = append(calls, c) }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Choose(t.Context(), question); err != nil {
		t.Fatal(err)
	}
	var body chatRequest
	if err := json.Unmarshal(s.bodies[0], &body); err != nil {
		t.Fatal(err)
	}
	want := `<question>when is the pool heated?</question>
<passages>
<passage n="1">
<title>The pool</title>
<s n="1">It is cold.</s>
<s n="2">From May on it is heated.</s>
</passage>
<passage n="2">
<title>The hall</title>
<heading>Hours</heading>
<s n="1">Open at six.</s>
</passage>
</passages>
`
	if got := body.Messages[1].Content; got != want {
		t.Errorf("sent:\n%s\nwant:\n%s", got, want)
	}
	if body.Model != "small" || body.Format == nil || body.Format.Type != "json_schema" {
		t.Errorf("body %s", s.bodies[0])
	}
	if got := s.heads[0].Get("Authorization"); got != "Bearer the-key" {
		t.Errorf("Authorization %q", got)
	}
	shown, err := json.Marshal(calls)
	if err != nil || len(calls) != 1 || strings.Contains(string(shown), "the-key") || !strings.Contains(string(shown), `"Reply":{"passages":[1],"sentence":2,"confidence":3}`) {
		t.Errorf("recorded %s, %v", shown, err)
	}
}

// FuzzChoose checks that the result of any reply points at what was sent.
func FuzzChoose(f *testing.F) {
	f.Add(`{"passages":[1],"sentence":2,"confidence":3}`)
	f.Add(`{"passages":[2,1],"sentence":1,"confidence":1} {}`)
	f.Fuzz(func(t *testing.T, written string) {
		m, _ := client(t, writes(written))
		c, err := m.Choose(t.Context(), question)
		if err != nil || c.None() {
			return
		}
		for _, p := range c.Passages {
			if p < 0 || p >= len(question.Passages) {
				t.Fatalf("%q: passage %d", written, p)
			}
		}
		if n := len(question.Passages[c.Passages[0]].Sentences); c.Sentence < 0 || c.Sentence >= n {
			t.Fatalf("%q: sentence %d of %d", written, c.Sentence, n)
		}
	})
}
