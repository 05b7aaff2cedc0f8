package office

import (
	"encoding/xml"

	"footnote/article/draft"
	"footnote/article/lang"
)

// readCore takes title, author and date from docProps/core.xml, unless the text
// states them. Few people check these properties, so they may be the
// template's.
func readCore(doc *draft.Document, z *zipped) error {
	part, err := z.part("docProps/core.xml")
	if err != nil && len(part) == 0 {
		return err
	}
	core := map[string]string{}
	x := readXML(part)
	x.children(func(xml.StartElement) {
		x.children(func(e xml.StartElement) { core[e.Name.Local] = lang.OneLine(x.text()) })
	})
	if core["creator"] == "python-docx" { // the value of its template, in all files made with it
		core["created"], core["modified"] = "", ""
	}
	if draft.StartsWithTitle(doc.Blocks) {
		core["title"] = ""
	}
	doc.UseProperties(draft.Properties{Title: core["title"], Author: core["creator"], Date: lang.FirstNonBlank(core["created"], core["modified"])})
	return nil
}
