package office

import (
	"encoding/xml"

	"footnote/article/draft"
	"footnote/article/lang"
)

// readCore takes title, author and date from docProps/core.xml,
// where the text does not state them. People seldom look there, so it may
// tell of the template.
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
	if core["creator"] == "python-docx" { // its template says so, of all files made with it
		core["created"], core["modified"] = "", ""
	}
	if draft.StartsWithTitle(doc.Blocks) {
		core["title"] = ""
	}
	doc.UseProperties(draft.Properties{Title: core["title"], Author: core["creator"], Date: lang.FirstNonBlank(core["created"], core["modified"])})
	return nil
}
