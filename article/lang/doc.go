// Package lang takes text apart: tokens, sentences and dates, the language it
// is written in, first names, and the word lists that readers look into.
package lang
