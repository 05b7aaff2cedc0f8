package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"testing"

	"footnote/bot"
	"footnote/discord"
)

var questions = []string{"why did lecun leave meta", "what is a world model", "who built the tower", "how deep do earthworms live", "what is the capital of peru"}

// BenchmarkServe answers interactions and reports what is left of them: the
// goroutines, and the bytes of heap for each.
func BenchmarkServe(b *testing.B) {
	h := newHouse(b)
	h.samples()
	h.stop()
	answering := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer answering.Close()
	config := h.config
	config.API = answering.URL + "/api/v10"
	served, err := bot.New(config)
	if err != nil {
		b.Fatal(err)
	}
	guild := h.discord.Guilds()[0].ID
	n := 0
	serve := func() {
		n++
		i, err := discord.DecodeInteraction(toJSON(map[string]any{
			"id": strconv.Itoa(n), "application_id": "9", "token": "t" + strconv.Itoa(n), "type": 2, "guild_id": guild, "channel_id": "5",
			"member": map[string]any{"permissions": "0", "user": map[string]any{"id": strconv.Itoa(n % 5000), "username": "ann"}},
			"data":   map[string]any{"name": "ask", "type": 1, "options": []any{map[string]any{"name": "question", "type": 3, "value": questions[n%len(questions)]}}},
		}))
		if err != nil {
			b.Fatal(err)
		}
		served.Serve(b.Context(), i)
	}
	for range 20_000 { // what is remembered for a while is full
		serve()
	}
	heap, goroutines := measured()
	b.ReportAllocs()
	for b.Loop() {
		serve()
	}
	left, running := measured()
	b.ReportMetric(float64(left-heap)/float64(b.N), "heap-B/op")
	b.ReportMetric(float64(running-goroutines), "goroutines-more")
}

func measured() (heap int64, goroutines int) {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc), runtime.NumGoroutine()
}

func toJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}
