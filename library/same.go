package library

import (
	"context"

	"footnote/article"
	"footnote/article/dedup"
	"footnote/store"
)

// Same is what to do with a text that the library already has from another
// address: sites reprint each other's articles.
type Same string

// The values of Same.
const (
	KeepSame    Same = ""        // keep both; answers group their passages
	ReplaceSame Same = "replace" // keep the new one, remove the older one
	NoteSame    Same = "note"    // keep the older one, record the new address
)

// Noted is the status of an item that was not added: its address was recorded
// as another one of an existing article.
const Noted store.Status = "noted"

// maxCompared is the most articles that a text is compared with in full.
const maxCompared = 4

// twin returns the oldest article with nearly the text of a, or nil. It skips
// the article with the id not, and those that came after the change before.
func (l *Library) twin(ctx context.Context, a article.Article, not string, before int64) (*store.Info, error) {
	print := dedup.PrintOf(a.Passages)
	ids, err := l.store.SimilarTo(ctx, l.name, print, maxCompared)
	if err != nil {
		return nil, err
	}
	var oldest *store.Info
	for _, id := range ids {
		if id == not {
			continue
		}
		info, other, err := l.store.Article(ctx, l.name, id)
		if err != nil {
			return nil, err
		}
		if before > 0 && info.Seq >= before || print.Shares(dedup.PrintOf(other.Passages)) < dedup.SameText {
			continue
		}
		if oldest == nil || info.Seq < oldest.Seq {
			oldest = &info
		}
	}
	return oldest, nil
}

// note records the address of a at the article that has its text. It reports
// whether there is one.
func (l *Library) note(ctx context.Context, a article.Article, r *Receipt) (bool, error) {
	twin, err := l.twin(ctx, a, "", 0)
	if err != nil || twin == nil || a.URL == "" {
		return false, err
	}
	if dedup.AddressKey(a.URL) == dedup.AddressKey(twin.URL) {
		return false, nil // a new version of that article
	}
	if err := l.store.Publish(ctx, l.name, twin.ID, a.URL); err != nil {
		return false, err
	}
	*r = receipt(store.Stored{Info: *twin, Status: Noted}, a)
	r.Title, r.Twin = twin.Title, twin
	return true, nil
}

// resolveSame checks whether an article that was just added existed already,
// and then does what same says.
func (l *Library) resolveSame(ctx context.Context, by string, same Same, a article.Article, added store.Info, r *Receipt) error {
	twin, err := l.twin(ctx, a, added.ID, added.Seq)
	if err != nil || twin == nil {
		return err
	}
	r.Twin = twin
	if same == ReplaceSame {
		return l.Replace(ctx, by, added.ID, twin.ID)
	}
	return nil
}

// Replace keeps one of two articles with the same text: the other is removed,
// and its address recorded.
func (l *Library) Replace(ctx context.Context, by, keep, remove string) error {
	infos, err := l.Infos(ctx, keep, remove)
	if err != nil {
		return err
	}
	if url := infos[1].URL; dedup.AddressKey(url) != "" {
		if err := l.store.Publish(ctx, l.name, keep, url); err != nil {
			return err
		}
	}
	_, err = l.store.Remove(ctx, l.name, by, remove)
	return err
}

// Published returns the other addresses of an article, as recorded by
// moderators.
func (l *Library) Published(ctx context.Context, id string) ([]string, error) {
	return l.store.Published(ctx, l.name, id)
}
