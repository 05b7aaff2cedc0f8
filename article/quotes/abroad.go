package quotes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// A tongue finds the speaker in a language whose names have no capitals.
// before and after are the words around a quotation, up to the ends of their
// sentences or to the next quotation.
type tongue func(before, after string) (name string)

// tongues are these languages by their codes. Their words were chosen by hand.
var tongues = map[string]tongue{"ja": japanese, "zh": chinese, "ar": arabic, "hi": hindi}

// abroad names the speaker of a quotation in such a language.
func (f *quoteFinder) abroad(l *line, list []quoted, k int) speaker {
	s := &list[k]
	from, to := 0, len(l.text)
	if k > 0 {
		from = list[k-1].outside.End
	}
	if k+1 < len(list) {
		to = list[k+1].outside.Start
	}
	before, after := l.text[from:s.outside.Start], l.text[s.outside.End:to]
	if at := strings.LastIndexAny(before, "。！？؟।\n"); at >= 0 {
		_, n := utf8.DecodeRuneInString(before[at:])
		before = before[at+n:]
	}
	name := f.tongue(before, after)
	if name == "" {
		if k > 0 && l.who[k-1].known() && len(strings.TrimSpace(before)) < 4 {
			who := l.who[k-1]
			who.grounds = article.Carried
			return who
		}
		return nobody()
	}
	at := strings.LastIndex(l.text[:s.outside.Start], name)
	if at < from {
		if at = strings.Index(l.text[s.outside.End:], name); at >= 0 {
			at += s.outside.End
		}
	}
	if at < 0 {
		return nobody()
	}
	return f.person(f.roster.Add(name, article.Mention{Passage: l.passage, Span: article.Span{Start: at, End: at + len(name)}}), name, article.Beside)
}

// firstSentence is text up to the end of its first sentence.
func firstSentence(text string) string {
	if at := strings.IndexAny(text, "。！？؟।\n"); at >= 0 {
		return text[:at]
	}
	return strings.TrimRight(text, ". ")
}

// japaneseTitles follow names: 佐藤町長, 小川さん.
var japaneseTitles = strings.Fields(`さん 氏 様 くん ちゃん 先生 町長 市長 村長 知事 社長 会長 監督 選手 教授 准教授 博士 医師 議員 組合長 校長 駅長 首相 大臣 大統領
	弁護士 記者 店長 代表 部長 課長 院長 館長 園長 理事長 委員長 総理 理事 司書 棋士 住職 被告 容疑者 夫人 女史`)

// japaneseSpeech are the verbs that a sentence with words in marks ends with.
var japaneseSpeech = strings.Fields(`述べ 語 話 言 いう 強調 笑 明か 断言 書 振り返 胸を張 批判 付け加 指摘 訴え 発表 説明 ため息 たたえ 答え 尋ね 叫 主張 コメント
	呼びかけ 警告 認め 否定 伝え 報告 打ち明け 回答 反論 つぶや 嘆 喜 約束 紹介`)

func japanese(before, after string) string {
	told := ""
	first := firstSentence(after)
	if rest, ok := strings.CutPrefix(first, "と"); ok {
		told = rest
	} else if rest, ok := strings.CutPrefix(strings.TrimLeft(after, "―—-"), "。"); ok { // 「…」。高橋さんはそう話す。
		if rest = firstSentence(rest); strings.Contains(rest, "そう") || strings.Contains(rest, "こう") {
			told = rest
		}
	} else if strings.HasPrefix(first, "だと") || strings.HasPrefix(first, "という") {
		told = first
	} else if strings.HasPrefix(first, "―") || strings.HasPrefix(first, "—") {
		told = strings.TrimLeft(first, "―—")
	}
	for _, source := range []string{"によると", "によれば"} {
		if at := strings.LastIndex(before, source); at >= 0 {
			return japaneseName(before[:at])
		}
	}
	if told == "" || !slices.ContainsFunc(japaneseSpeech, func(verb string) bool { return strings.Contains(told, verb) }) {
		return ""
	}
	for _, part := range []string{before, told} {
		for _, subject := range []string{"は", "が", "も"} {
			for at := strings.Index(part, subject); at >= 0; {
				if name := japaneseName(part[:at]); name != "" {
					return name
				}
				next := strings.Index(part[at+len(subject):], subject)
				if next < 0 {
					break
				}
				at += len(subject) + next
			}
		}
	}
	return ""
}

// japaneseName returns the name that a phrase ends with, without the person's
// role: 図書館司書の小川由美さん.
func japaneseName(phrase string) string {
	if at := strings.LastIndexAny(phrase, "（("); at > 0 && (strings.HasSuffix(phrase, "）") || strings.HasSuffix(phrase, ")")) {
		phrase = phrase[:at]
	}
	titled := false
	for _, title := range japaneseTitles {
		if rest, ok := strings.CutSuffix(phrase, title); ok && rest != "" {
			phrase, titled = rest, true
			break
		}
	}
	runes := []rune(phrase)
	start := len(runes)
	for start > 0 && (unicode.Is(unicode.Hiragana, runes[start-1]) || unicode.Is(unicode.Katakana, runes[start-1])) && titled {
		start--
	}
	for start > 0 && unicode.Is(unicode.Han, runes[start-1]) {
		start--
	}
	name := string(runes[start:])
	n := len(runes) - start
	if at := strings.LastIndex(name, "の"); at >= 0 {
		name = name[at+len("の"):]
		n = utf8.RuneCountInString(name)
	}
	if n < 2 && !titled || n < 1 || n > 6 || !titled && n > 5 || !unicode.Is(unicode.Han, []rune(name)[0]) && n < 3 {
		return ""
	}
	return name
}

// chineseFamilies are the most frequent family names.
const chineseFamilies = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蒋蔡余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬鄭謝許韓鄧馮蔣葉蘇盧鍾譚陸賈韋鄒閻龍賀顧錢嚴"

// behindChinese are characters that a word after a name begins with.
const behindChinese = "说說表指认認告强強称稱回写寫答宣解补補透承坦警提抱批反问問介道喊笑感呼直在对對向还還也则則又却都赛用自高先女老教在于於曾，,则接继繼最后後今昨"

// chineseSpeech are verbs of speech.
var chineseSpeech = strings.Fields(`说 說 表示 指出 认为 認為 告诉 告訴 强调 強調 称 稱 回忆 写道 寫道 写 回答 宣布 解释 解釋 补充 補充 透露 承认 坦言 警告 提醒 抱怨
	批评 反问 问 問 介绍 介紹 道 喊 笑 感叹 呼吁 直言 看来`)

// behindShort are words of two characters that follow a short name.
var behindShort = strings.Fields(`赛后 赛前 会后 回忆 回答 告诉 写道 表示 指出 认为 强调 反问 警告 宣布 解释 补充 透露 承认 坦言 提醒 抱怨 批评 介绍 称赞 感叹 呼吁 直言
	笑着 自豪 高兴 激动 用手 接着 最后 后来 老师 先生 女士 教授 说道 表明 说 说：`)

func chinese(before, after string) string {
	for _, part := range []string{before, firstSentence(after)} {
		if part == before {
			part = strings.TrimRight(part, "：:，, ")
		} else if at := strings.IndexAny(part, "，,"); at >= 0 && strings.TrimLeft(part, "，, ") != "" {
			part = strings.TrimLeft(part, "，, ")
			if at := strings.IndexAny(part, "，,"); at >= 0 {
				part = part[:at]
			}
		}
		if at := strings.LastIndexAny(part, "，,"); at >= 0 && part != before && at+3 < len(part) && chineseName(part[at+3:]) != "" {
			part = part[at+3:]
		}
		if !slices.ContainsFunc(chineseSpeech, func(verb string) bool { return strings.Contains(part, verb) }) {
			continue
		}
		if name := chineseName(part); name != "" {
			return name
		}
	}
	return ""
}

// chineseName returns the first name in a clause: a family name and one or two
// characters, followed by a word that comes after names.
func chineseName(clause string) string {
	runes := []rune(clause)
	for i, r := range runes {
		if !strings.ContainsRune(chineseFamilies, r) {
			continue
		}
		lengths := []int{3, 2}
		if i+2 < len(runes) && slices.ContainsFunc(behindShort, func(w string) bool { return strings.HasPrefix(string(runes[i+2:]), w) }) {
			lengths = []int{2}
		}
		for _, n := range lengths {
			if i+n < len(runes) && strings.ContainsRune(behindChinese, runes[i+n]) && !slices.ContainsFunc(runes[i:i+n], func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
				return string(runes[i : i+n])
			}
		}
	}
	return ""
}

// Arabic words of saying, of what speakers are, and that end a subject.
var (
	arabicSpeech = lang.NewWordSet(`قال قالت يقول تقول أضاف أضافت أكد أكدت ذكر ذكرت أوضح أوضحت كتب كتبت صرح صرحت أعلن أعلنت حذر حذرت شرح شرحت تابع تابعت اعترف اعترفت
		سأل سألت رد ردت روى روت أشار أشارت طالب طالبت ختم ختمت شكا شكت انتقد انتقدت بحسب حسب وفق نفى نفت اعتبر اعتبرت رأى رأت وصف وصفت وعد وعدت تساءل تساءلت أجاب أجابت`)
	arabicRoles = lang.NewWordSet(`رئيس رئيسة مدير مديرة وزير وزيرة ناظر ناطق ناطقة متحدث متحدثة عضو أمين أمينة نائب نائبة عمدة دكتور`)
	arabicStops = lang.NewWordSet(`إن أن بأن من قائلا قائلة بعد قبل في على إلى فإن عن بالقول خلال أمام لـ البيان هذا هذه حول إنه أنه إنها أنها`)
)

func arabic(before, after string) string {
	for _, part := range []string{before, firstSentence(after)} {
		words := strings.FieldsFunc(part, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("،:؛,.", r) })
		for i, w := range words {
			if !arabicSpeech.Has(w) && !arabicSpeech.Has(strings.TrimPrefix(w, "و")) && !arabicSpeech.Has(strings.TrimPrefix(w, "ف")) {
				continue
			}
			end := i + 1
			for end < len(words) && end < i+6 && !arabicStops.Has(words[end]) {
				end++
			}
			if name := arabicName(words[i+1 : end]); name != "" {
				return name
			}
		}
	}
	return ""
}

// arabicName removes titles and roles from the words of a subject.
func arabicName(words []string) string {
	for len(words) > 1 && (arabicRoles.Has(words[0]) || strings.HasPrefix(words[0], "ال")) {
		words = words[1:]
	}
	if len(words) == 0 || len(words) > 3 {
		return ""
	}
	return strings.Join(words, " ")
}

// hindiSubjects follow the speaker.
var hindiSubjects = []string{" ने ", " के अनुसार", " का कहना", " की राय", " के मुताबिक", " कहते हैं", " कहती हैं", " कहता है", " कहती है", " बताते हैं", " बताती हैं", " बोले", " बोलीं"}

func hindi(before, after string) string {
	for _, part := range []string{before, firstSentence(after)} {
		for _, mark := range hindiSubjects {
			at := strings.Index(part+" ", mark)
			if at < 0 {
				continue
			}
			words := strings.Fields(strings.Trim(part[:at], " ,"))
			if len(words) == 0 {
				continue
			}
			return strings.Join(words[max(0, len(words)-2):], " ")
		}
	}
	return ""
}
