package draft

import (
	"strings"

	"footnote/article/lang"
)

// Parts of a byline that do not belong to the name.
var (
	mailInByline = lang.NewPattern(`[<(\[|]?\s*\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b\s*[>)\]]?`)
	updatedTail  = lang.NewPattern(`(?i)[\s·|,–—-]+(?:last )?(?:updated|modified|edited|aktualisiert|mis à jour|actualizado|aggiornato)\b.*$|(?:\s[–—-])+\s*$|\s/\s.*$`)
	gluedLead    = lang.NewPattern(`^(By|Von|Par|Por)(\p{Lu}\p{Ll}+ \p{Lu})`)
	eastLabel    = lang.NewPattern(`^(?:著者|執筆者?|筆者|文|取材・文|作者|記者|记者|撰文|글)\s*[:：]\s*`)
	rubricLead   = lang.NewPattern(`^(\pL+) [·•|] (.+)$`)
)

// jobTitles are the last words of jobs at a publication.
var jobTitles = lang.NewWordSet(`writer writers editor editors reporter reporters correspondent correspondents columnist columnists critic contributor contributors
	photographer producer journalist journalists analyst redakteur redakteurin korrespondent korrespondentin autor autorin journaliste rédacteur rédactrice`)

// isJobTitle reports whether text is a person's job: “Staff Writer”.
func isJobTitle(text string) bool {
	return jobTitles.Has(lang.Fold(text[strings.LastIndexByte(text, ' ')+1:]))
}

// cleanByline returns a byline without mail addresses, the time that reading
// takes, a rubric before it, and what comes after a semicolon: others helped.
func cleanByline(byline string) string {
	byline = lang.OneLine(readingTime.Get().ReplaceAllString(byline, " "))
	if strings.Contains(byline, "@") {
		if rest := strings.Trim(mailInByline.Get().ReplaceAllString(byline, " "), BylineSeparators); rest != "" {
			byline = lang.OneLine(rest)
		}
	}
	if m := rubricLead.Get().FindStringSubmatch(byline); m != nil && NamesAll(m[2]) {
		byline = m[2]
	}
	byline = eastLabel.Get().ReplaceAllString(gluedLead.Get().ReplaceAllString(byline, "$1 $2"), "")
	byline, _, _ = strings.Cut(byline, "; additional")
	return strings.TrimSpace(updatedTail.Get().ReplaceAllString(byline, ""))
}

// NamesAll reports whether text is names alone: “Jane Doe and John Poe”.
func NamesAll(text string) bool {
	text = strings.NewReplacer(" and ", ", ", " und ", ", ", " et ", ", ", " y ", ", ", " & ", ", ", "; ", ", ").Replace(text)
	for name := range strings.SplitSeq(text, ", ") {
		if !LooksLikeName(name) {
			return false
		}
	}
	return true
}
