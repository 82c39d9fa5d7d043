//go:build !csqlite

package main

import "time"

// engineName is the engine that the product is built on.
const engineName = "modernc.org/sqlite"

// engineSpent cannot be told: the product hands its statements straight to the
// driver.
func engineSpent() time.Duration { return 0 }
