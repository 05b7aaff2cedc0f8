package lang

import (
	"strings"
	"time"
)

// MonthFirst reports whether the readers of a language tag, such as en-US,
// write the month before the day. A tag without a region does: most such
// pages are American.
func MonthFirst(tag string) bool {
	switch strings.ReplaceAll(strings.ToLower(tag), "_", "-") {
	case "en", "en-us", "en-ph", "en-ca":
		return true
	}
	return false
}

// IsPlausibleDay reports whether a text may have come out on a day, given as
// YYYY-MM-DD: programs write 1970-01-01 for no date, and no text comes out
// more than a day from now, which is tomorrow in some zone.
func IsPlausibleDay(day string) bool {
	return day != "" && day != "1970-01-01" && day <= time.Now().AddDate(0, 0, 1).Format(time.DateOnly)
}

// AdjacentDays reports whether two days, given as YYYY-MM-DD, are neighbours.
func AdjacentDays(a, b string) bool {
	x, err := time.Parse(time.DateOnly, a)
	y, bad := time.Parse(time.DateOnly, b)
	return err == nil && bad == nil && x.Sub(y).Abs() == 24*time.Hour
}

// ReorderUnixDate returns a time as the Unix program date writes it in the order of
// other dates: “Tue Feb 06 16:00:00 EST 2024”. Others come back as they are.
func ReorderUnixDate(given string) string {
	f := strings.Fields(given)
	if n := len(f); n < 5 || n > 6 || strings.Count(f[3], ":") != 2 || !IsNumber(f[n-1]) {
		return given
	}
	return f[1] + " " + f[2] + " " + f[len(f)-1]
}

var (
	changedLead   = NewPattern(`(?i)^\W*(?:last |zuletzt |letzte |dernière |última )?(?:updated|modified|edited|änderung|geändert|aktualisiert|mise? à jour|actualizado|actualización|modificado|aggiornato)\b`)
	publishedLead = NewPattern(`(?i)\b(?:published|posted|veröffentlicht|erschienen|publiée?|paru|publicad[oa]|pubblicat[oa])(?:\PL|$)`)
)

// IsUpdateLine reports whether a line begins with the word for the day on which
// a text was changed.
func IsUpdateLine(line string) bool { return changedLead.Get().MatchString(line) }

// PublishedPart returns the part of a line that says when a text came out,
// where it says first when the text was changed.
func PublishedPart(line string) string {
	if !IsUpdateLine(line) {
		return line
	}
	if at := publishedLead.Get().FindStringIndex(line); at != nil {
		return line[at[0]:]
	}
	return line
}
