package article

// MaxSource is the most bytes that a source may have: pages with inlined
// pictures reach 20 MB.
const MaxSource = 32 << 20

// MaxText is the most bytes of text that an article may have. The longest
// novels have about 4 MB; five are read in two seconds, whatever they say.
const MaxText = 5 << 20
