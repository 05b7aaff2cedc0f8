// Package library is what can be done with one community's articles: add,
// remove, answer. It keeps the index in step with the store.
package library

// A Library is the articles of one community.
type Library struct{}
