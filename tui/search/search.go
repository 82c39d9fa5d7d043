// Package search finds Chinese text by what people type without changing their
// input method: its characters, or their pinyin, whole or its initials.
package search

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// readings asks for every reading without its tone: 重庆 is cq and zq.
var readings = pinyin.Args{Style: pinyin.Normal, Heteronym: true}

// spelled remembers the syllables of each character; there are few in use, and
// they are asked for with every key.
var spelled sync.Map // rune → []string

// Match reports whether query occurs in text, as it stands or as the pinyin of a
// run of its characters. Case and full-width forms do not matter; an
// empty query matches all.
func Match(text, query string) bool {
	query = fold(query)
	if query == "" || strings.Contains(fold(text), query) {
		return true
	}
	want, have := []rune(query), []rune(fold(text))
	for start := range have {
		if run(have[start:], want) {
			return true
		}
	}
	return false
}

// Rank says how near a text that matches is: 0 begins with what is sought, or
// with its initials as they are mostly read; 1 holds it so, or begins with its
// whole pinyin; 2 has it only in a rarer reading. ch is 撤回 before 查看.
func Rank(text, query string) int {
	query = fold(query)
	plain, usual, spelt := fold(text), "", ""
	for _, r := range plain {
		s := string(r)
		if all := syllables(r); len(all) > 0 {
			s = all[0]
			r = rune(s[0])
		}
		usual, spelt = usual+string(r), spelt+s
	}
	switch {
	case strings.HasPrefix(plain, query), strings.HasPrefix(usual, query):
		return 0
	case strings.Contains(plain, query), strings.Contains(usual, query), strings.HasPrefix(spelt, query):
		return 1
	}
	return 2
}

// run reports whether what is wanted is spelled by the characters in their
// order: each by itself, by its initial, or by its whole syllable, of which the
// last need not be finished.
func run(have, want []rune) bool {
	if len(want) == 0 || len(have) == 0 {
		return len(want) == 0
	}
	if have[0] == want[0] && run(have[1:], want[1:]) {
		return true
	}
	for _, s := range syllables(have[0]) {
		if rune(s[0]) != want[0] {
			continue
		}
		if run(have[1:], want[1:]) || strings.HasPrefix(s, string(want)) {
			return true
		}
		if len(want) > len(s) && string(want[:len(s)]) == s && run(have[1:], want[len(s):]) {
			return true
		}
	}
	return false
}

// syllables are a character's readings in ASCII, the usual one first.
func syllables(r rune) []string {
	if r < 0x2E80 {
		return nil
	}
	if known, ok := spelled.Load(r); ok {
		return known.([]string)
	}
	var all []string
	for _, s := range pinyin.SinglePinyin(r, readings) {
		if s = strings.ReplaceAll(s, "ü", "v"); s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	spelled.Store(r, all)
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
