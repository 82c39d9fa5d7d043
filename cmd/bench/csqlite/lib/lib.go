// Package sqlite3 has the result codes that the product asks for.
package sqlite3

// https://www.sqlite.org/rescode.html
const (
	SQLITE_BUSY       = 5
	SQLITE_LOCKED     = 6
	SQLITE_READONLY   = 8
	SQLITE_IOERR      = 10
	SQLITE_FULL       = 13
	SQLITE_CANTOPEN   = 14
	SQLITE_CONSTRAINT = 19
)
