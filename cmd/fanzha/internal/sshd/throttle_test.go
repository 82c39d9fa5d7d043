package sshd

import (
	"fmt"
	"net"
	"testing"
	"time"
)

func TestThrottle(t *testing.T) {
	now := time.Date(2021, 3, 18, 9, 0, 0, 0, time.UTC)
	th := newThrottle(Limits{PasswordFailures: 3, AddressFailures: 5, FailureWindow: time.Minute})
	try := func(place, login string, want time.Duration) {
		t.Helper()
		if got := th.try(now, place, login); got != want {
			t.Fatalf("%s from %s at %s: wait %s, want %s", login, place, now.Format("15:04:05"), got, want)
		}
	}
	try("a", "x", 0)
	now = now.Add(20 * time.Second)
	try("a", "x", 0)
	try("a", "x", 0)
	try("a", "x", 40*time.Second) // its window began with its first guess
	try("b", "x", 0)              // nobody is locked out from elsewhere
	try("a", "y", 0)
	try("a", "z", 0)
	try("a", "w", 40*time.Second) // five guesses from one place
	now = now.Add(40 * time.Second)
	try("a", "x", 0)
	th.succeeded("a", "x")
	for range 3 {
		try("a", "x", 0)
	}
}

func TestThrottleMemoryIsBounded(t *testing.T) {
	now := time.Date(2021, 3, 18, 9, 0, 0, 0, time.UTC)
	th := newThrottle(Limits{PasswordFailures: 3, AddressFailures: 100, FailureWindow: time.Minute})
	for i := range 3 * maxTallies {
		now = now.Add(time.Microsecond)
		th.try(now, fmt.Sprint(i/50), fmt.Sprint(i))
	}
	if n := len(th.tallies); n > maxTallies {
		t.Fatalf("%d tallies", n)
	}
	now = now.Add(time.Hour)
	th.try(now, "a", "x")
	if n := len(th.tallies); n > 2 {
		t.Errorf("%d tallies are left after their window", n)
	}
}

func TestPlaceOf(t *testing.T) {
	for addr, want := range map[string]string{
		"10.0.0.7:22": "10.0.0.7", "[::ffff:10.0.0.7]:22": "10.0.0.7",
		"[2001:db8:1:2:3:4:5:6]:22": "2001:db8:1:2::/64", "[fe80::1%eth0]:22": "fe80::/64",
	} {
		tcp, err := net.ResolveTCPAddr("tcp", addr)
		must(t, err)
		if got := placeOf(tcp); got != want {
			t.Errorf("%s: got %s, want %s", addr, got, want)
		}
	}
}

func TestInWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		2 * time.Hour: "2 小时", 90 * time.Minute: "90 分钟", 9*time.Minute + 2*time.Second: "10 分钟", 300 * time.Millisecond: "1 秒",
	} {
		if got := inWords(d); got != want {
			t.Errorf("%s: got %s, want %s", d, got, want)
		}
	}
}

func TestCleaned(t *testing.T) {
	for text, want := range map[string]string{
		"幸福村": "幸福村", "a\x1b[31m\n\u202e\xff": "a?[31m???", "12345678901": "1234567890…", "": "",
	} {
		if got := cleaned(text, 10); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
