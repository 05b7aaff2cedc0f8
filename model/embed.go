package model

import (
	"context"
	"math"
	"strconv"
)

// A Vector says what a text is about: close texts have close vectors. Its
// numbers are those of the model, scaled so that the largest is 127.
type Vector []int8

// MaxTexts is how many texts Embed takes. maxText is how much of each is sent,
// in bytes.
const (
	MaxTexts = 32
	maxText  = 4000
)

// maxDimensions is the length of the longest vector that is accepted.
const maxDimensions = 8192

// Closeness returns how close two vectors are: the cosine of their angle, -1 to
// 1, or 0 if their lengths differ.
func (v Vector) Closeness(w Vector) float64 {
	if len(v) != len(w) {
		return 0
	}
	var dot, vv, ww int64
	for i, a := range v {
		b := int64(w[i])
		dot += int64(a) * b
		vv += int64(a) * int64(a)
		ww += b * b
	}
	if vv == 0 || ww == 0 {
		return 0
	}
	return float64(dot) / math.Sqrt(float64(vv)*float64(ww))
}

// Embed returns the vectors of texts, in their order. urgent is set if a person
// waits for them.
func (m *Client) Embed(ctx context.Context, library string, texts []string, urgent bool) ([]Vector, error) {
	if len(texts) == 0 || len(texts) > MaxTexts {
		return nil, failed(BadForm, "so many texts are not embedded")
	}
	var key cacheKey
	if len(texts) == 1 {
		key = keyOf(string(EmbedRole), m.embed.name, m.embed.base.String(), texts[0])
		if v, ok := m.vectors.get(key); ok && urgent {
			m.counts.add(EmbedRole, Cached, 0)
			return []Vector{v}, nil
		}
	}
	t := task{
		role: EmbedRole, library: library, gate: m.gate, path: "/embeddings", max: maxVectors,
		body: func(level) any { return embedRequest{m.embed.name, cutAll(texts)} },
		out:  func() any { return new(embeddings) },
		shown: func(out any) any {
			e := out.(*embeddings)
			return struct{ Vectors, Dimensions int }{len(e.Data), len(e.Data[0].Embedding)}
		},
	}
	if !urgent {
		t.gate, t.library = m.making, library+" making" // a budget of its own: no question waits for it
	}
	var vectors []Vector
	t.check = func(out any) (err error) {
		vectors, err = out.(*embeddings).vectors(len(texts))
		return err
	}
	if err := m.do(ctx, t); err != nil {
		return nil, err
	}
	m.embedDim.Store(int64(len(vectors[0])))
	if len(texts) == 1 && urgent {
		m.vectors.put(key, vectors[0])
	}
	return vectors, nil
}

// VectorKey names the embedding model and the length of its vectors. Vectors of
// different keys can't be compared. It is "" before the first vector arrives.
func (m *Client) VectorKey() string {
	d := m.embedDim.Load()
	if d == 0 {
		return ""
	}
	return m.embed.name + " " + strconv.FormatInt(d, 10)
}

type embedRequest struct {
	Model string   `json:"model"`
	Input []string `json:"input"`
}

func cutAll(texts []string) []string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = cut(t, maxText)
	}
	return all
}

// embeddings are what a server answers.
type embeddings struct {
	Data []struct {
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	} `json:"data"`
}

// vectors checks that there is one vector for each text, all of one length.
func (e *embeddings) vectors(n int) ([]Vector, error) {
	if len(e.Data) != n {
		return nil, failed(BadForm, "the reply has another number of vectors than texts were sent")
	}
	list := make([]Vector, n)
	for _, d := range e.Data {
		switch {
		case d.Index < 0 || d.Index >= n || list[d.Index] != nil:
			return nil, failed(BadForm, "the reply has numbers that were not sent")
		case len(d.Embedding) == 0 || len(d.Embedding) > maxDimensions || len(d.Embedding) != len(e.Data[0].Embedding):
			return nil, failed(BadForm, "the vectors have different lengths")
		}
		v, ok := quantize(d.Embedding)
		if !ok {
			return nil, failed(BadForm, "a vector is zero, or has what is no number")
		}
		list[d.Index] = v
	}
	return list, nil
}

// quantize scales a vector so that its largest number is 127, and rounds it.
func quantize(numbers []float32) (Vector, bool) {
	largest := 0.0
	for _, n := range numbers {
		a := math.Abs(float64(n))
		if math.IsNaN(a) || math.IsInf(a, 0) {
			return nil, false
		}
		largest = max(largest, a)
	}
	if largest == 0 {
		return nil, false
	}
	v := make(Vector, len(numbers))
	for i, n := range numbers {
		v[i] = int8(math.Round(float64(n) / largest * 127))
	}
	return v, true
}
