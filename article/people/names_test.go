package people_test

import (
	"slices"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// A person goes by all the names that a page has for them, and what is no
// person has none.
func TestNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, name string
		also       []string
	}{
		{"Margaret “Peggy” Ashdown keeps ducks. Ashdown feeds them.", "Margaret Ashdown", []string{"Peggy Ashdown", "Peggy", "Ashdown"}},
		{"Harold (Harry) Quill drew the map.", "Harold Quill", []string{"Harry Quill"}},
		{"Anna Weber, née Kohl, bakes bread. She is known for it.", "Anna Weber", []string{"Anna Kohl"}},
		{"Robert Tarn, better known as Bobo, juggles. Bobo never drops a ball.", "Robert Tarn", []string{"Bobo"}},
		{"We thank Laura Peck Winter (@lpw) for the patch.", "Laura Peck Winter", []string{"lpw"}},
		{"# Meet Torvin Askelund\n\nTorvin answers our letters. He lives by the sea and writes slowly.", "Torvin Askelund", []string{"Torvin"}},
		{"Rachel English drew the badge. It has a whale on it.", "Rachel English", nil},
		{"Andrés Manuel Ruiz Salcedo came. Ruiz Salcedo left early.", "Andrés Manuel Ruiz Salcedo", []string{"Ruiz Salcedo"}},
		{"The wall was painted by Trần Văn B, and it rained.", "Trần Văn B", nil},
		{"Everybody heard Sigrún Hallgrímsdóttir sing.", "Sigrún Hallgrímsdóttir", nil},
		{"Jan van der Meulen said nothing.", "Jan van der Meulen", nil},
		{"役場の西村由紀さんは早く来た。西村さんはいつも早い。", "西村由紀", []string{"西村"}},
		{"たなべ みどりさんは花を育てている。", "たなべ みどり", nil},
		{"Eventually Ruth Ashdown came, and Ashdown paid.", "Ruth Ashdown", []string{"Ashdown"}},
		{"Ayer Tomás Rius vino al puerto. Rius cerró la puerta.", "Tomás Rius", []string{"Rius"}},
		{"Récemment Anne Morel est venue au port, et Morel a fermé la porte.", "Anne Morel", nil},
		{"Neulich Jana Petersen getroffen. Petersen war müde.", "Jana Petersen", nil},
		{"El trabajo de Juan Manuel Rico y de Elena Paz es bueno.", "Juan Manuel Rico", nil},
		{"Lo dijo Elena Paz y Luis Gil lo escribió en el puerto.", "Elena Paz", nil},
		{"José Ortega y Gasset dijo que el mar es grande. Ortega y Gasset vivía lejos.", "José Ortega y Gasset", nil},
		{"She uses Mastodon and two IDEs. Mastodon is down, and IDEs crash.", "", nil},
	}
	for _, tt := range tests {
		a, err := reader.Parse(article.Source{Name: "a.md", Body: []byte(tt.text)})
		if err != nil {
			t.Fatal(err)
		}
		if tt.name == "" {
			if len(a.People) > 0 {
				t.Errorf("%q names %q", tt.text, a.People[0].Name)
			}
			continue
		}
		at := slices.IndexFunc(a.People, func(p article.Person) bool { return p.Name == tt.name })
		if at < 0 {
			t.Errorf("%q does not name %s: %+v", tt.text, tt.name, a.People)
			continue
		}
		for _, also := range tt.also {
			if !slices.Contains(a.People[at].Aliases, also) {
				t.Errorf("%s is not called %s: %q", tt.name, also, a.People[at].Aliases)
			}
		}
	}
}

// The byline says who “I” is.
func TestAuthor(t *testing.T) {
	t.Parallel()
	a, err := reader.Parse(article.Source{Name: "a.md", Author: "Dorit Hallam", Title: "Two years of trams", Body: []byte("As the director of the museum I open the doors at nine. It is quiet then, and the trams sleep.")})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.People) != 1 || a.People[0].Name != "Dorit Hallam" || len(a.People[0].Described) == 0 || len(a.People[0].Mentions) == 0 {
		t.Errorf("people %+v", a.People)
	}
}
