package main

import (
	"context"
	"fmt"
	"time"
)

// paints connects one after the other, by turns with the accounts of a page.
// The paint is full when nothing more comes; the clock stops at the last of it.
func (e extent) paints(f *folder, c *child, m *faces) error {
	ctx := context.Background()
	other, err := openStirrer(f.path)
	if err != nil {
		return err
	}
	defer func() { _ = other.raw.Close() }()
	saver, err := openClerk(ctx, f.path, drafting)
	if err != nil {
		return err
	}
	defer func() { _ = saver.store.Close() }()
	before := map[string]func(context.Context) error{pageChanged: saver.save, pageUnread: other.stir}
	for page, logins := range map[string][]string{pageOverview: f.readers, pageChanged: f.readers, pageUnread: f.readers, pageHome: f.fillers} {
		for i := range e.connects {
			if happens := before[page]; happens != nil {
				if err := happens(ctx); err != nil {
					return err
				}
			}
			p, err := enter(c.addr, logins[i%len(logins)], f.signer, home80)
			if err != nil {
				return err
			}
			_, last, err := p.settle(100*time.Millisecond, 5*time.Second)
			p.leave()
			if err != nil {
				return err
			}
			m.paint[page] = append(m.paint[page], last.Sub(p.began))
		}
	}
	return nil
}

// single lets one person type fast.
func (e extent) single(f *folder, c *child, m *faces) error {
	for page, login := range map[string]string{pageTable: f.readers[0], pageEntry: drafting} {
		one, err := gather(c.addr, f, []string{login}, 1, home80)
		if err != nil {
			return err
		}
		if err := one.learn(held); err != nil {
			return err
		}
		for n := range e.alone {
			took, err := one[0].step(n)
			if err != nil {
				return fmt.Errorf("%s: %w", page, err)
			}
			m.alone[page] = append(m.alone[page], took)
			time.Sleep(held)
		}
		one.leave()
	}
	return nil
}
