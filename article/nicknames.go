package article

import (
	"strings"
	"sync"
)

// nicknames are short forms of first names, one person's names a line.
var nicknames = sync.OnceValue(func() map[string][]int {
	m := map[string][]int{}
	for i, line := range strings.Split(strings.TrimSpace(`
abigail abby
albert al bert
alexander alex sasha alec sandy
alfred alf fred
andrew andy drew
anthony tony
arthur art
barbara barb
benjamin ben benny
bernard bernie
catherine katherine kate katie kathy cathy kit
charles charlie chuck
christopher chris kit
christine chris christina tina
daniel dan danny
david dave
deborah debbie deb
donald don donny
dorothy dot dolly
edward ed eddie ted ned
eleanor ellie nell
elizabeth liz beth betty eliza lizzie
eugene gene
franklin frank
francis frank
frederick fred freddy
gabriel gabe
gerald jerry gerry
gregory greg
harold harry hal
henry harry hank
hillary hilary
jacob jake
james jim jimmy jamie
janet jan
jeffrey geoffrey jeff geoff
jennifer jen jenny
jessica jess
john jack johnny jon
jonathan jon
joseph joe joey
joshua josh
judith judy
kenneth ken
kimberly kim
lawrence larry
leonard len lenny leo
margaret meg maggie peggy
martin marty
matthew matt
maximilian max
michael mike mick mickey
nancy nan
nathaniel nathan nate
nicholas nick nicolas
patricia pat patty
patrick pat paddy
peter pete
philip phil phillip
raymond ray
rebecca becky
richard rich rick dick
robert bob bobby rob robbie
ronald ron ronnie
samuel sam
samantha sam
stephen steven steve
susan sue
theodore ted theo
thomas tom tommy
timothy tim
victoria vicky
vincent vince
walter walt
william bill will billy`), "\n") {
		for _, n := range strings.Fields(line) {
			m[n] = append(m[n], i)
		}
	}
	return m
})

// nickname reports whether two first names are forms of one.
func nickname(a, b string) bool {
	for _, i := range nicknames()[a] {
		for _, j := range nicknames()[b] {
			if i == j {
				return true
			}
		}
	}
	return false
}
