// Package store keeps the articles of record.
package store
