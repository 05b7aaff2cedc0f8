package cli

import (
	"io"
	"log/slog"
	"regexp"

	"footnote/internal/trace"
)

// newLogger returns a logger that writes lines of the level and above to w. It
// leaves out what addresses have beyond their host: a path or a query may be
// all that it takes to read a document.
func newLogger(w io.Writer, level slog.Leveler) *slog.Logger {
	return slog.New(trace.Handler(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: shortenAddresses})))
}

// inviteKey is the key of the one address that is logged whole, for the
// operator: the link that invites the bot.
const inviteKey = "link"

// addressTail matches an address: its scheme, a user, the host, and what follows
// except the sentence's own punctuation.
var addressTail = regexp.MustCompile(`(?i)\b([a-z][a-z0-9+.-]*://)(?:[^\s/?#"'<>]*@)?([^\s/?#"'<>]*)([/?#](?:[^\s"'<>]*[^\s"'<>:,.;)])?)?`)

func shortenAddresses(groups []string, a slog.Attr) slog.Attr {
	kind := a.Value.Kind()
	if kind != slog.KindString && kind != slog.KindAny || len(groups) == 0 && a.Key == inviteKey {
		return a
	}
	if text := a.Value.String(); addressTail.MatchString(text) {
		a.Value = slog.StringValue(addressTail.ReplaceAllStringFunc(text, shortenAddress))
	}
	return a
}

func shortenAddress(address string) string {
	parts := addressTail.FindStringSubmatch(address)
	if len(parts[3]) > 1 {
		return parts[1] + parts[2] + "/[…]"
	}
	return parts[1] + parts[2] + parts[3]
}
