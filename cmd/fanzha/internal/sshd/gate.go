package sshd

import (
	"net"
	"net/netip"
	"sync"
)

// gate counts who is in. Every count is given back by whoever took it, and a count that reaches zero leaves no trace, so
// that the maps never grow past what is open.
type gate struct {
	limits Limits

	mu          sync.Mutex
	waiting     map[string]int // connections not yet known, by place
	waitingAll  int
	connections map[string]int // known connections, by account
	connectAll  int
	sessions    map[string]int // running sessions, by account
	sessionAll  int
}

func newGate(limits Limits) *gate {
	return &gate{
		limits:      limits,
		waiting:     map[string]int{},
		connections: map[string]int{},
		sessions:    map[string]int{},
	}
}

// knock lets one more unknown connection of a place in, or not.
func (g *gate) knock(place string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return take(g.waiting, place, g.limits.WaitingPerAddress, &g.waitingAll, g.limits.Waiting)
}

// leave gives back what knock took.
func (g *gate) leave(place string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	giveBack(g.waiting, place, &g.waitingAll)
}

// admit turns an unknown connection into one of an account, or leaves everything as it was.
func (g *gate) admit(place, account string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !take(g.connections, account, g.limits.ConnectionsPerAccount, &g.connectAll, g.limits.Connections) {
		return false
	}
	giveBack(g.waiting, place, &g.waitingAll)
	return true
}

// dismiss gives back what admit took.
func (g *gate) dismiss(account string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	giveBack(g.connections, account, &g.connectAll)
}

// begin lets one more session of an account run, or not.
func (g *gate) begin(account string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return take(g.sessions, account, g.limits.SessionsPerAccount, &g.sessionAll, g.limits.Sessions)
}

// finish gives back what begin took.
func (g *gate) finish(account string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	giveBack(g.sessions, account, &g.sessionAll)
}

func take(counts map[string]int, who string, most int, all *int, mostOfAll int) bool {
	if counts[who] >= most || *all >= mostOfAll {
		return false
	}
	counts[who]++
	*all++
	return true
}

func giveBack(counts map[string]int, who string, all *int) {
	*all--
	if counts[who]--; counts[who] <= 0 {
		delete(counts, who)
	}
}

// placeOf names the place that an address stands for. Whoever has one IPv6 address has the whole /64 around it.
func placeOf(addr net.Addr) string {
	port, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return addr.String()
	}
	ip := port.Addr().Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return ip.String()
	}
	return prefix.String()
}
