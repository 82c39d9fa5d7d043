package db

import (
	"slices"
	"sync"
)

// few keeps the last used of many things, each made blank when it is first
// asked for.
type few[K comparable, T any] struct {
	most int // how many

	mu    sync.Mutex
	kept  map[K]*T
	order []K // the last used comes last
}

func newFew[K comparable, T any](most int) *few[K, T] {
	return &few[K, T]{most: most, kept: map[K]*T{}}
}

// at is the thing of a key. The one that was used longest ago is given up when
// there are too many.
func (f *few[K, T]) at(key K) *T {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := f.kept[key]
	if at == nil {
		at = new(T)
		f.kept[key] = at
	}
	f.order = append(slices.DeleteFunc(f.order, func(k K) bool { return k == key }), key)
	if len(f.order) > f.most {
		delete(f.kept, f.order[0])
		f.order = slices.Delete(f.order, 0, 1)
	}
	return at
}
