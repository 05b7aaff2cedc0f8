package lang

import (
	"testing"

	"footnote/article"
)

func TestLanguage(t *testing.T) {
	t.Parallel()
	for want, text := range map[string]string{
		"en": "The harbour was built by the people of the town, and it has been in use for two hundred years.",
		"de": "Der Hafen wurde von den Leuten der Stadt gebaut und ist seit zweihundert Jahren in Betrieb.",
		"es": "El puerto fue construido por la gente de la ciudad y se usa desde hace más de doscientos años.",
		"fr": "Le port a été construit par les habitants de la ville et il sert depuis plus de deux cents ans.",
		"ro": "Portul a fost construit de oamenii orașului și este folosit de peste două sute de ani încoace.",
		"tr": "Liman şehrin halkı tarafından yapıldı ve iki yüz yıldan fazla bir süredir kullanılıyor, hâlâ açık.",
		"vi": "Bến cảng do người dân thành phố xây dựng và đã được sử dụng hơn hai trăm năm nay rồi.",
		"el": "Το λιμάνι χτίστηκε από τους ανθρώπους της πόλης και χρησιμοποιείται εδώ και διακόσια χρόνια.",
		"ru": "Гавань построили жители города, и она служит им уже больше двухсот лет подряд без перерыва.",
		"ar": "بنى أهل المدينة الميناء وهو يعمل منذ أكثر من مئتي عام حتى اليوم.",
		"hi": "बंदरगाह शहर के लोगों ने बनाया था और यह दो सौ साल से अधिक समय से काम कर रहा है।",
		"th": "ท่าเรือนี้สร้างโดยชาวเมืองและใช้งานมานานกว่าสองร้อยปีแล้ว",
		"zh": "这个港口是由城里的人们建造的，已经使用了两百多年，今天仍然开放。",
		"":   "OK 12 34",
	} {
		if got := Detect([]article.Passage{{Kind: article.Paragraph, Text: text}}); got != want {
			t.Errorf("language(%q) = %q, want %q", text, got, want)
		}
	}
}
