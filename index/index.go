// Package index finds places in the articles of one library.
package index
