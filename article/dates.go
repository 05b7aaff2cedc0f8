package article

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// months numbers the names of months, in small letters, as people write
// them in the languages of this package.
var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for _, names := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"januar februar märz april mai juni juli august september oktober november dezember",
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
		"jan feb mär apr mai jun jul aug sep okt nov dez",
		"janv févr mars avr mai juin juil août sept oct nov déc",
		"ene feb mar abr may jun jul ago sep oct nov dic",
		"gen feb mar apr mag giu lug ago set ott nov dic",
		"jan fev mar abr mai jun jul ago set out nov dez",
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	} {
		for i, name := range strings.Fields(names) {
			m[name] = i + 1
		}
	}
	m["sept"] = 9
	return m
})

var (
	isoDate   = pattern(`\b(1[5-9]\d\d|20\d\d)-(\d\d)-(\d\d)\b`)
	dayFirst  = pattern(`\b(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+(?:of|de))?\s+(\pL+)\.?,?(?:\s+de)?\s+(1[5-9]\d\d|20\d\d)\b`)
	monthLead = pattern(`(?:^|[^\pL])(\pL+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(1[5-9]\d\d|20\d\d)\b`)
)

// dateIn returns the first date in line as YYYY-MM-DD, and line without it;
// "" if there is none. Dates of figures alone, such as 3/4/2025, mean two
// days in two countries and are no dates here.
func dateIn(line string) (date, rest string) {
	if !hasYear(line) {
		return "", line
	}
	if m := isoDate.get().FindStringSubmatchIndex(line); m != nil {
		if d := validDate(line[m[2]:m[3]], line[m[4]:m[5]], line[m[6]:m[7]]); d != "" {
			return d, line[:m[0]] + line[m[1]:]
		}
	}
	if m := dayFirst.get().FindStringSubmatchIndex(line); m != nil {
		month := months()[strings.ToLower(line[m[4]:m[5]])]
		if d := validDate(line[m[6]:m[7]], strconv.Itoa(month), line[m[2]:m[3]]); d != "" {
			return d, line[:m[0]] + line[m[1]:]
		}
	}
	if m := monthLead.get().FindStringSubmatchIndex(line); m != nil {
		month := months()[strings.ToLower(line[m[2]:m[3]])]
		if d := validDate(line[m[6]:m[7]], strconv.Itoa(month), line[m[4]:m[5]]); d != "" {
			return d, line[:m[2]] + line[m[1]:]
		}
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

// validDate joins a year, month and day; "" if the calendar has no such day.
func validDate(year, month, day string) string {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m < 1 || m > 12 || d < 1 || time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() != d {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}
