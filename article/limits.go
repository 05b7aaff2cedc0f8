package article

// MaxSource is the most bytes of a source: pages with inline images reach 20
// MB.
const MaxSource = 32 << 20

// MaxText is the most bytes of text of an article. The longest novels have
// about 4 MB; reading 5 MB takes two seconds at most, for any text.
const MaxText = 5 << 20
