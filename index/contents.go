package index

import "context"

// Contents counts what is in an index.
type Contents struct{ Articles, Passages, Quotes, People int }

// Contents returns what is in the index, as its posting lists have it. People
// are counted in each article that names them.
func (x *Index) Contents(ctx context.Context) (Contents, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return Contents{}, err
	}
	defer v.release()
	if err := v.needPeople(ctx); err != nil {
		return Contents{}, x.judge(err)
	}
	return Contents{
		Articles: len(v.articles), Passages: v.passages.count, Quotes: v.quotes.count, People: v.people.Members(),
	}, nil
}
