package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fanzha/db"
	"fanzha/db/report"
)

var (
	//go:embed district.yaml
	districtPlan string
	//go:embed district.sql
	districtSQL string
)

// The extent of a district's data, with 8 values in every report.
const (
	unitsOfTown = 25
	firstYear   = 2021
	years       = 5 // of 12 periods
)

// today is when a district's last period comes in.
var today = time.Date(firstYear+years-1, 12, 18, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

// townPlan is the plan of every township, with its units.
func townPlan() string {
	units, accounts := "units:\n", "accounts:\n"
	for i := 1; i <= unitsOfTown; i++ {
		kind, grants := "village", ""
		if i == unitsOfTown {
			kind, grants = "office", ", {role: reviewer, unit: xiang}"
		}
		units += fmt.Sprintf("  - {code: %s, name: 单位%02d, kind: %s}\n", unitCode(i), i, kind)
		accounts += fmt.Sprintf("  - {login: %s, name: 单位%02d, grants: [{role: filler, unit: %s}%s]}\n", unitCode(i), i, unitCode(i), grants)
	}
	return strings.NewReplacer("units: # made by the program\n", units, "accounts: # made by the program\n", accounts).Replace(districtPlan)
}

func unitCode(i int) string { return fmt.Sprintf("u%02d", i) }

// district is a database file with the reports of so many townships. It is
// made once for each schema and kept in the folder for temporary files.
func district(ctx context.Context, townships int) (string, error) {
	dir, err := os.MkdirTemp("", "fanzha-district-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	schema, err := emptyDistrict(ctx, dir)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(schema + townPlan() + districtSQL + strconv.Itoa(townships)))
	kept := filepath.Join(os.TempDir(), "fanzha-bench-"+hex.EncodeToString(sum[:6])+".db")
	if _, err := os.Stat(kept); !errors.Is(err, fs.ErrNotExist) {
		return kept, err
	}
	began := time.Now()
	made := filepath.Join(dir, db.File)
	if err := multiply(ctx, made, townships); err != nil {
		return "", err
	}
	note("made a district of %d townships in %s", townships, time.Since(began).Round(time.Second))
	return kept, os.Rename(made, kept)
}

// emptyDistrict lets the product make one township, and returns the schema.
func emptyDistrict(ctx context.Context, dir string) (schema string, err error) {
	store, err := db.Open(ctx, dir, db.Options{Clock: func() time.Time { return today }})
	if err != nil {
		return "", err
	}
	_, err = store.Create(ctx, db.NewFolder{Source: []byte(townPlan()), From: report.Period{Year: firstYear, Month: 1}})
	if err := errors.Join(err, store.Close()); err != nil {
		return "", err
	}
	raw, err := sql.Open("sqlite", filepath.Join(dir, db.File))
	if err != nil {
		return "", err
	}
	err = raw.QueryRowContext(ctx, `SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)`).Scan(&schema)
	return schema, errors.Join(err, raw.Close())
}

// multiply fills a file by SQL alone, without its safety: who interrupts it
// begins anew.
func multiply(ctx context.Context, path string, townships int) (err error) {
	raw, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=cache_size(-200000)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, raw.Close()) }()
	raw.SetMaxOpenConns(1)
	steps := map[string]string{}
	for _, part := range strings.Split(districtSQL, "-- step: ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		steps[name] = text
	}
	run := func(name string, fill ...string) error {
		fill = append(fill, ":townships", strconv.Itoa(townships))
		if _, err := raw.ExecContext(ctx, strings.NewReplacer(fill...).Replace(steps[name])); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	for _, name := range []string{"units", "plans", "accounts", "grants"} {
		if err := run(name); err != nil {
			return err
		}
	}
	for p := range years * 12 {
		year, month := firstYear+p/12, p%12+1
		at := time.Date(year, time.Month(month), 15, 1, 0, 0, 0, time.UTC).UnixMilli()
		fill := []string{
			":period", fmt.Sprintf("'%d-%02d'", year, month), ":at", strconv.FormatInt(at, 10),
			":last", strconv.FormatBool(p == years*12-1),
		}
		for _, name := range []string{"reports of a period", "cells of a period", "changes of a period"} {
			if err := run(name, fill...); err != nil {
				return err
			}
		}
	}
	_, err = raw.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	return err
}

// copyInto puts a copy of a file into a new data folder.
func copyInto(dir, file string) (err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	from, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	to, err := os.Create(filepath.Join(dir, db.File))
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Sync(), to.Close())
}
