package register

// Unfinished is a site that a person has begun to fill in and not kept.
type Unfinished struct {
	Unit  string            // its code
	Site  string            // the site's id; empty: a new one
	Ends  bool              // it says from when the site is no more
	Typed map[string]string // by key; of a site that there is only what changes
	Seen  int64             // the version that the person saw
}
