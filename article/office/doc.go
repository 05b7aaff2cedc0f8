// Package office reads DOCX and EPUB files, which are ZIP archives of XML.
package office
