package main

import "context"

// reachStart is how long a server may take to its ready line, in ms.
const reachStart = 150

// starts measures how long a server takes to be ready on an existing folder.
func starts(ctx context.Context, r *results, times int, serve server) error {
	var all sample
	for range times {
		c, err := serve(ctx)
		if err != nil {
			return err
		}
		c.stop()
		all = append(all, c.ready)
	}
	r.add(row{Group: "start", Name: "serve to ready, p50", Unit: "ms", Ours: ms(all.p50()), Reach: of(reachStart)},
		row{Group: "start", Name: "serve to ready, slowest", Unit: "ms", Ours: ms(all.at(1))})
	return nil
}
