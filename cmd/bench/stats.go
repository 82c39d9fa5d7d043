package main

import (
	"math"
	"slices"
	"time"
)

// sample is a set of measured times.
type sample []time.Duration

// at is the smallest time that a share of the sample does not exceed; 0 of an
// empty sample.
func (s sample) at(share float64) time.Duration {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	return sorted[max(0, int(math.Ceil(share*float64(len(sorted))))-1)]
}

func (s sample) p50() time.Duration { return s.at(0.50) }
func (s sample) p99() time.Duration { return s.at(0.99) }

// ms is a time in milliseconds, the unit of the tables.
func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
