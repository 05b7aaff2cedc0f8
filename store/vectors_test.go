package store_test

import (
	"testing"

	"footnote/article"
	"footnote/store"
)

// Vectors are kept by model, and go with what they are of.
func TestVectors(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		id := put(t, s, sample(1))[0].Info.ID
		lacking := func(model string) []store.Words {
			t.Helper()
			list, err := s.Unvectored(ctx, lib, model, 1000)
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		kept := func(model string) (places []article.Place) {
			t.Helper()
			err := s.Vectors(ctx, lib, model, func(v store.Vector) {
				if model == "a" && (len(v.Vector) != 3 || v.Vector[1] != 255) {
					t.Errorf("the vector of %v is %v", v.Place, v.Vector)
				}
				places = append(places, v.Place)
			})
			if err != nil {
				t.Fatal(err)
			}
			if n, err := s.CountVectors(ctx, lib, model); err != nil || n != len(places) {
				t.Errorf("CountVectors = %d, %v, want %d", n, err, len(places))
			}
			return places
		}
		all := lacking("a")
		if len(all) == 0 {
			t.Fatal("no passage lacks a vector")
		}
		rows := make([]store.Vector, len(all))
		for i, w := range all {
			switch w.Passage.Kind {
			case article.Table, article.Code:
				t.Errorf("%s wants a vector", w.Passage.Kind)
			}
			if w.Passage.Text == "" || w.Info.Title == "" || w.Place.Article != id {
				t.Errorf("passage %+v", w)
			}
			rows[i] = store.Vector{Place: w.Place, Seq: w.Info.Seq, Vector: []byte{1, 255, byte(i)}}
		}
		if err := s.PutVectors(ctx, lib, "a", rows); err != nil {
			t.Fatal(err)
		}
		if got := kept("a"); len(got) != len(all) || len(lacking("a")) != 0 || len(lacking("b")) != len(all) {
			t.Errorf("%d vectors, %d passages lack one of a, %d of b; want %d, 0, %d", len(got), len(lacking("a")), len(lacking("b")), len(all), len(all))
		}
		other := []store.Vector{
			{Place: article.Place{Article: id, N: 0}, Seq: all[0].Info.Seq - 1, Vector: []byte{1}},          // another version
			{Place: article.Place{Article: id, N: 10_000}, Seq: all[0].Info.Seq, Vector: []byte{1}},         // no passage
			{Place: article.Place{Article: "nobody", N: 0}, Seq: all[0].Info.Seq, Vector: []byte{1}},        // no article
			{Place: article.Place{Article: id, N: all[0].Place.N}, Seq: all[0].Info.Seq, Vector: []byte{9}}, // the one that is kept
		}
		if err := s.PutVectors(ctx, lib, "b", other); err != nil {
			t.Fatal(err)
		}
		if got := kept("b"); len(got) != 1 {
			t.Errorf("vectors of b: %v, want one", got)
		}
		if err := s.DropVectors(ctx, lib, "a"); err != nil {
			t.Fatal(err)
		}
		if len(kept("b")) != 0 || len(kept("a")) != len(all) {
			t.Error("DropVectors kept the wrong ones")
		}
		states, err := s.States(ctx, "settings")
		if err != nil || len(states) != 1 || states[0].Library != lib || states[0].Seq == 0 {
			t.Errorf("States = %+v, %v", states, err)
		}

		// Another version of the article has none yet, nor has one that is gone.
		changed := sample(1)
		changed.ID = id
		changed.Source.Body = append(changed.Source.Body, " More."...)
		changed.Reading.Title += " again"
		put(t, s, changed)
		if len(kept("a")) != 0 || len(lacking("a")) != len(all) {
			t.Errorf("%d vectors of a changed article", len(kept("a")))
		}
		w := lacking("a")[0]
		if err := s.PutVectors(ctx, lib, "a", []store.Vector{{Place: w.Place, Seq: w.Info.Seq, Vector: []byte{1, 255, 1}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Remove(ctx, lib, mod, id); err != nil {
			t.Fatal(err)
		}
		if len(kept("a")) != 0 {
			t.Error("the vectors of a removed article are kept")
		}
	})
}
