// Package lang analyses text: it finds tokens, sentences, dates and first
// names, detects the language, and has the word lists that readers use.
package lang
