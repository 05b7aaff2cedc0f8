// Package office reads files that are archives of XML: DOCX and EPUB.
package office
