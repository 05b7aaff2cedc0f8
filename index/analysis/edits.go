package analysis

// An Entry is a word of the library.
type Entry struct {
	Word     string // as written in texts
	Plain    string // without diacritics, for comparisons
	Mask     uint64 // a bit for each letter it has, to skip most words quickly
	Size     int    // in letters
	Articles int    // number of articles that hold it
}

// MinCorrected is how many letters a word has that is corrected. In a shorter
// one, a change of one letter makes another word.
const MinCorrected = 4

// MinTwoEdits is how many letters a word has in which two slips are corrected.
const MinTwoEdits = 8

// NewEntry returns the entry of a word that this many articles hold.
func NewEntry(word string, articles int) Entry {
	plain := Fold(word)
	return Entry{word, plain, LetterMask(plain), Length(plain), articles}
}

// LetterMask returns a bit for each letter of word.
func LetterMask(word string) uint64 {
	var mask uint64
	for _, r := range word {
		mask |= 1 << (r % 61)
	}
	return mask
}

// EditDistance returns how many slips turn a into b: a wrong, missing or extra
// letter, or two letters swapped. If there are more than limit, it returns a
// number greater than limit.
func EditDistance(a, b string, limit int) int {
	if a == b {
		return 0
	}
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	var buf [3][MaxWord + 2]uint8
	before, last, row := buf[0][:len(y)+1], buf[1][:len(y)+1], buf[2][:len(y)+1]
	for j := range last {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(x); i++ {
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(y); j++ {
			d := last[j-1]
			if x[i-1] != y[j-1] {
				d++
			}
			d = min(d, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if int(least) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return int(last[len(y)])
}
