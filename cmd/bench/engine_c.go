//go:build csqlite

package main

import (
	"time"

	"modernc.org/sqlite" // the stand-in in the folder csqlite
)

// engineName is the engine that this build puts under the product.
const engineName = "C SQLite (mattn/go-sqlite3)"

// engineSpent is the time that the engine has worked so far.
func engineSpent() time.Duration { return sqlite.Spent() }
