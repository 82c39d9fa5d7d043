// Package search finds Chinese text by what people type without changing their
// input method: its characters, or the initials of their pinyin.
package search

import (
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// readings asks for the first letter of every reading: 重庆 is cq and zq.
var readings = pinyin.Args{Style: pinyin.FirstLetter, Heteronym: true}

// initials remembers the letters of each character; there are few in use, and
// they are asked for with every key.
var initials sync.Map // rune → string

// Match reports whether query occurs in text, as it stands or as the initials
// of a run of its characters. Case and full-width forms do not matter; an
// empty query matches all.
func Match(text, query string) bool {
	query = fold(query)
	if query == "" || strings.Contains(fold(text), query) {
		return true
	}
	want, have := []rune(query), []rune(fold(text))
	for start := 0; start+len(want) <= len(have); start++ {
		if run(have[start:], want) {
			return true
		}
	}
	return false
}

// Rank says how near a text that matches is: 0 begins with what is sought, or
// with its initials as they are mostly read; 1 holds it so; 2 has it only in a
// rarer reading.
func Rank(text, query string) int {
	query = fold(query)
	plain, usual := fold(text), ""
	for _, r := range plain {
		if all := letters(r); all != "" {
			r = []rune(all)[0]
		}
		usual += string(r)
	}
	switch {
	case strings.HasPrefix(plain, query), strings.HasPrefix(usual, query):
		return 0
	case strings.Contains(plain, query), strings.Contains(usual, query):
		return 1
	}
	return 2
}

// run reports whether each letter wanted is, or is an initial of, the
// character in its place.
func run(have, want []rune) bool {
	for i, w := range want {
		if have[i] != w && !strings.ContainsRune(letters(have[i]), w) {
			return false
		}
	}
	return true
}

// letters are the initials of a character's readings.
func letters(r rune) string {
	if r < 0x2E80 {
		return ""
	}
	if known, ok := initials.Load(r); ok {
		return known.(string)
	}
	all := strings.Join(pinyin.SinglePinyin(r, readings), "")
	initials.Store(r, all)
	return all
}

// fold makes forms that mean the same equal: lower case, half-width, no
// spaces.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		case unicode.IsSpace(r):
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
