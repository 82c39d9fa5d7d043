package report

// Begun is a ledger, or a register, in which a person has begun something of a
// unit's and not kept it.
type Begun struct {
	Ledger, Register string // ids; one of them is empty
	Rows             int    // how many were begun
}
