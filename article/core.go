package article

import "encoding/xml"

// readCore takes title, author and date from docProps/core.xml,
// where the text does not state them. People seldom look there, so it may
// tell of the template.
func (doc *document) readCore(z *zipped) error {
	part, err := z.part("docProps/core.xml")
	if err != nil && len(part) == 0 {
		return err
	}
	core := map[string]string{}
	x := readXML(part)
	x.children(func(xml.StartElement) {
		x.children(func(e xml.StartElement) { core[e.Name.Local] = oneLine(x.text()) })
	})
	if core["creator"] == "python-docx" { // its template says so, of all files made with it
		core["created"], core["modified"] = "", ""
	}
	if startsWithTitle(doc.blocks) {
		core["title"] = ""
	}
	doc.takeFacts(fileFacts{title: core["title"], author: core["creator"], date: firstOf(core["created"], core["modified"])})
	return nil
}
