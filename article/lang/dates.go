package lang

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// months numbers the names of months in lower case, as people write them in
// dates.
var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for _, names := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"jänner feber mär apr mai juni juli aug sept okt nov dez",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
		"gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
		"jan feb mär apr mai jun jul aug sep okt nov dez",
		"janv févr mars avr mai juin juil août sept oct nov déc",
		"ene feb mar abr may jun jul ago sep oct nov dic",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"januari februari mars april maj juni juli augusti september oktober november december",
		"januar februar marts april mai juni juli august september oktober november desember",
		"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
		"ledna února března dubna května června července srpna září října listopadu prosince",
		"január február március április május június július augusztus szeptember október november december",
		"januari februari maret april mei juni juli agustus september oktober november desember",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
		"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
		"янв фев мар апр мая июн июл авг сен окт ноя дек",
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
		"януари февруари март април май юни юли август септември октомври ноември декември",
	} {
		for i, name := range strings.Fields(names) {
			m[name] = i + 1
		}
	}
	m["sept"] = 9
	return m
})

var (
	isoDate   = NewPattern(`\b(1[5-9]\d\d|20\d\d)([-./])(\d{1,2})[-./](\d{1,2})(?:\b|T)`)
	dayFirst  = NewPattern(`\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de))?[\s/-]+(\pL+)\.?,?(?:\s+del?)?[\s/-]+(1[5-9]\d\d|20\d\d)\b`)
	monthLead = NewPattern(`(?:^|[^\pL])(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(1[5-9]\d\d|20\d\d)\b`)
	yearLead  = NewPattern(`\b(1[5-9]\d\d|20\d\d)[.,]?\s+(\pL+)\s+(\d{1,2})\b\.?`)
	eastDate  = NewPattern(`(1[5-9]\d\d|20\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]`)
)

// FindDate returns the first date in line as YYYY-MM-DD, and line without it,
// or "" if there is none. It ignores dates of digits with the year last, such
// as 3/4/2025: they mean different days in different countries.
func FindDate(line string) (date, rest string) {
	if !hasYear(line) {
		return "", line
	}
	// find cuts out a date; year, month and day are group numbers of p.
	find := func(p *Pattern, year, month, day int) bool {
		m := p.Get().FindStringSubmatchIndex(line)
		if m == nil {
			return false
		}
		group := func(i int) string { return line[m[2*i]:m[2*i+1]] }
		number := group(month)
		if !IsNumber(number) {
			number = strconv.Itoa(months()[strings.ToLower(number)])
		}
		start := m[0]
		if p == monthLead {
			start = m[2]
		}
		date, rest = ISODate(group(year), number, group(day)), line[:start]+line[m[1]:]
		return date != ""
	}
	if find(isoDate, 1, 3, 4) || find(dayFirst, 3, 2, 1) || find(monthLead, 3, 1, 2) || find(yearLead, 1, 2, 3) || find(eastDate, 1, 2, 3) {
		return date, rest
	}
	return "", line
}

// hasYear reports whether line has four digits that may be a year.
func hasYear(line string) bool {
	for i := 0; i+4 <= len(line); i++ {
		if (line[i] == '1' || line[i] == '2') && strings.Trim(line[i:i+4], "0123456789") == "" {
			return true
		}
	}
	return false
}

// ISODate joins a year, month and day, or returns "" if there is no such day.
func ISODate(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m < 1 || m > 12 || d < 1 || time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() != d {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

var numbersDate = NewPattern(`\b(\d{1,2})([./-])(\d{1,2})[./-]((?:20|19)\d\d)\b`)

// FindNumericDate is like FindDate, for dates of digits with the year last. In
// English, a date with slashes has the month first, unless that is impossible.
func FindNumericDate(line string, english bool) (date, rest string) {
	m := numbersDate.Get().FindStringSubmatchIndex(line)
	if m == nil {
		return "", line
	}
	first, second, year := line[m[2]:m[3]], line[m[6]:m[7]], line[m[8]:m[9]]
	if english && line[m[4]:m[5]] != "." {
		date = ISODate(year, first, second)
	}
	if date == "" {
		date = ISODate(year, second, first)
	}
	if date == "" {
		return "", line
	}
	return date, line[:m[0]] + line[m[1]:]
}

// clockWords occur next to a date and are not part of an author's name.
var clockWords = NewWordSet(`first last published posted updated modified created date publication released on am at veröffentlicht erschienen aktualisiert
	stand datum erstellt geändert publié publiée posté mis mise à jour le el la las il alle ore um heures publicado publicada actualizado fecha
	atualizado às pubblicato aggiornato gepubliceerd opublikowano publikováno publicerad publicerat publisert julkaistu yayınlanma
	опубликовано обновлено дата г года в uhr h hrs klo kl time est.
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche
	lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica
	segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
	poniedziałek wtorek środa czwartek piątek sobota niedziela måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
	понедельник вторник среда четверг пятница суббота воскресенье pazartesi salı çarşamba perşembe cuma cumartesi pazar
	senin selasa rabu kamis jumat sabtu minggu a.m p.m am pm noon midnight`)

// zones are abbreviations of time zones and halves of the day, in capitals.
var zones = NewWordSet("ET CT MT PT EST EDT CST CDT MST MDT PST PDT GMT UTC BST IST WIB CET CEST MEZ MESZ JST KST AEST AEDT SGT MSK AKST AKDT HST AM PM A.M P.M")

// TrimClock removes from a line what belongs to its date: weekdays, the time of
// day, “Published on”.
func TrimClock(line string) string {
	var kept []string
	for _, f := range strings.Fields(line) {
		word := strings.Trim(f, ",.;:|·•()[]–—-@")
		low := strings.ToLower(word)
		if clockWords.Has(low) && (word == low || len(low) > 2) || zones.Has(word) || isClock(low) {
			continue
		}
		kept = append(kept, f)
	}
	return strings.Join(kept, " ")
}

// isClock reports whether a word in lower case is a time of day: 9:00, 9.00pm,
// 9h30, or a number that may be part of one.
func isClock(word string) bool {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "m"), ".") // a.m, pm
	rest := strings.TrimLeft(word, "0123456789")
	if digits := len(word) - len(rest); digits == 0 || digits > 2 {
		return false
	}
	return strings.Trim(rest, "0123456789:.hap") == ""
}
