package lang

import (
	"slices"
	"strings"
	"sync"
)

// nicknameLines are the forms of first names, one name a line.
var nicknameLines = sync.OnceValue(func() [][]string {
	var lines [][]string
	for line := range strings.Lines(nicknameList) {
		lines = append(lines, strings.Fields(line))
	}
	return lines
})

// nicknames gives, for each form, the lines that have it.
var nicknames = sync.OnceValue(func() map[string][]int {
	m := map[string][]int{}
	for i, line := range nicknameLines() {
		for _, n := range line {
			m[n] = append(m[n], i)
		}
	}
	return m
})

const nicknameList = `abigail abby
albert al bert
alexander alexandr aleksandr alex sasha alec sandy
alexandra alex sandra sasha
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
dmitri dima
dorothy dot dolly
edward ed eddie ted ned
eleanor ellie nell
elizabeth liz beth betty eliza lizzie
eugene gene
franklin frank
francis frank
francisco paco
frederick fred freddy
gabriel gabe
gerald jerry gerry
giuseppe beppe
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
johannes hans
jose pepe
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
mikhail misha
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
vladimir volodya
walter walt
william bill will billy`

// Nicknames returns the other forms of a first name in lower case, short and
// long, each once: william, will and billy for “bill”.
func Nicknames(first string) []string {
	var forms []string
	for _, i := range nicknames()[first] {
		for _, n := range nicknameLines()[i] {
			if n != first && !slices.Contains(forms, n) {
				forms = append(forms, n)
			}
		}
	}
	return forms
}

// SameFirstName reports whether two first names are forms of the same name.
func SameFirstName(a, b string) bool {
	for _, i := range nicknames()[a] {
		for _, j := range nicknames()[b] {
			if i == j {
				return true
			}
		}
	}
	return false
}
