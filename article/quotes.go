package article

// findQuotes returns the quotations of a with their speakers.
func findQuotes(a *Article) []Quote { return nil }
