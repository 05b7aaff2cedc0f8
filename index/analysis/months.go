package analysis

import "strings"

// months are the names of the months, January first, by language.
var months = []string{
	`january february march april may june july august september october november december`,
	`januar februar märz april mai juni juli august september oktober november dezember`,
	`janvier février mars avril mai juin juillet août septembre octobre novembre décembre`,
	`enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`,
	`gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre`,
	`janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro`,
	`januari februari maart april mei juni juli augustus september oktober november december`,
	`ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie`,
	`января февраля марта апреля мая июня июля августа сентября октября ноября декабря`,
	`ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık`,
	`stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia`,
	`januari februari mars april maj juni juli augusti september oktober november december`,
}

// MonthNames returns the names of the nth month, from 1 for January, in all
// languages that have a list.
func MonthNames(n int) []string {
	var names []string
	for _, list := range months {
		names = append(names, strings.Fields(list)[n-1])
	}
	return names
}
