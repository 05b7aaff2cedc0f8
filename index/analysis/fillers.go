package analysis

import (
	"strings"
	"unicode"

	"footnote/article"
)

// fillers are the stop words and question words of Chinese. They cannot be left
// out like those of other languages, since nothing separates them from the
// words next to them; instead, a pair of letters that touches one counts less.
var fillers = strings.Fields(`的 了 吗 呢 么 什 哪 谁 是 这 那 些 被 把 有 在 于 个 种 以 来 与 和 从 怎 如何 为何 多少 何时 何地
	叫 叫做 称为 名称 名字 类型`)

// FillersIn returns where text has fillers.
func FillersIn(text string) []article.Span {
	if IsASCII(text) {
		return nil
	}
	var all []article.Span
	for _, f := range fillers {
		for at := 0; ; {
			i := strings.Index(text[at:], f)
			if i < 0 {
				break
			}
			all = append(all, article.Span{Start: at + i, End: at + i + len(f)})
			at += i + len(f)
		}
	}
	return all
}

// IsFiller reports whether a pair of letters, from start to end, touches one of
// fillers or has a hiragana: Japanese writes content words in Han and katakana,
// endings and particles in hiragana.
func IsFiller(pair string, fillers []article.Span, start, end int) bool {
	for _, f := range fillers {
		if f.Start < end && start < f.End {
			return true
		}
	}
	return strings.ContainsFunc(pair, func(r rune) bool { return unicode.Is(unicode.Hiragana, r) })
}
