-- +goose Up
-- 台账: rows are appended and never changed; one that corrects another says which and why, and the newest of such a
-- chain counts; root is the chain's first row. A row counts in a period, which is its day's own unless that was closed
-- when the row came (更正).
CREATE TABLE ledger_row (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  id        TEXT NOT NULL UNIQUE,
  unit_id   TEXT NOT NULL REFERENCES unit (id),
  ledger    TEXT NOT NULL CHECK (ledger <> ''),
  day       TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  period    TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  fields    TEXT NOT NULL CHECK (json_valid(fields)),
  root      TEXT NOT NULL REFERENCES ledger_row (id),
  corrects  TEXT UNIQUE REFERENCES ledger_row (id),
  struck    INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)),
  reason    TEXT NOT NULL DEFAULT '',
  at        INTEGER NOT NULL,
  by_id     TEXT NOT NULL REFERENCES account (id),
  on_behalf INTEGER NOT NULL DEFAULT 0 CHECK (on_behalf IN (0, 1)),
  CHECK (corrects IS NULL OR reason <> ''),
  CHECK (struck = 0 OR corrects IS NOT NULL),
  CHECK ((root = id) = (corrects IS NULL))
) STRICT;
CREATE INDEX ledger_row_kept ON ledger_row (unit_id, ledger, period, day, seq);
CREATE INDEX ledger_row_newest ON ledger_row (unit_id, ledger, day, seq);
CREATE INDEX ledger_row_last ON ledger_row (unit_id, ledger, seq);
CREATE INDEX ledger_row_chain ON ledger_row (root, seq);

-- The other units of a joint row, which see it and count it as 联合, each in a period of its own; none where its
-- whole year was closed.
CREATE TABLE ledger_partner (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  ledger  TEXT NOT NULL,
  day     TEXT NOT NULL,
  row_seq INTEGER NOT NULL REFERENCES ledger_row (seq),
  period  TEXT NOT NULL,
  PRIMARY KEY (unit_id, ledger, day, row_seq)
) STRICT, WITHOUT ROWID;

-- What counts once a year, such as a household's number, by the chains whose newest row names it: the day of that row
-- and the period in which it counts. One chain of them bears the item: counted says where it counts, and counted_day
-- under which day.
CREATE TABLE ledger_item (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  ledger  TEXT NOT NULL,
  year    INTEGER NOT NULL,
  item    TEXT NOT NULL CHECK (item <> ''),
  root    TEXT NOT NULL REFERENCES ledger_row (id),
  day     TEXT NOT NULL,
  period  TEXT NOT NULL,
  counted     TEXT NOT NULL DEFAULT '',
  counted_day TEXT NOT NULL DEFAULT '',
  CHECK ((counted = '') = (counted_day = '')),
  PRIMARY KEY (unit_id, ledger, year, item, root)
) STRICT, WITHOUT ROWID;

-- A unit chooses once between counting and keeping the list.
CREATE TABLE ledger_mode (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  ledger  TEXT NOT NULL,
  listed  INTEGER NOT NULL CHECK (listed IN (0, 1)),
  at      INTEGER NOT NULL,
  by_id   TEXT NOT NULL REFERENCES account (id),
  PRIMARY KEY (unit_id, ledger)
) STRICT, WITHOUT ROWID;

-- The sums of the rows by the line of the form that they feed, kept with every row, so that no form reads rows.
-- The key #<ledger> counts the rows themselves. Figures are times 10000; shared is the part that another unit counts as
-- its own; at is when the sum last changed.
CREATE TABLE ledger_sum (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  period  TEXT NOT NULL,
  key     TEXT NOT NULL,
  scaled  INTEGER NOT NULL,
  shared  INTEGER NOT NULL DEFAULT 0,
  at      INTEGER NOT NULL,
  PRIMARY KEY (unit_id, period, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_sum_shared ON ledger_sum (unit_id, period) WHERE shared <> 0;

-- The same sums day by day, for a milestone inside a period.
CREATE TABLE ledger_day (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  period  TEXT NOT NULL,
  key     TEXT NOT NULL,
  day     TEXT NOT NULL,
  scaled  INTEGER NOT NULL,
  PRIMARY KEY (unit_id, period, key, day)
) STRICT, WITHOUT ROWID;

-- The same sums by the chains of rows that make them: what to take back when a row is corrected, and what stands
-- behind a figure. The sum of the parts is the sum.
CREATE TABLE ledger_part (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  period  TEXT NOT NULL,
  key     TEXT NOT NULL,
  root    TEXT NOT NULL REFERENCES ledger_row (id),
  scaled  INTEGER NOT NULL,
  shared  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (unit_id, period, key, root)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_part_root ON ledger_part (root);

-- 名录: a site and its dated versions; the newest that begins no later than a day says how it was on that day.
CREATE TABLE site (
  id       TEXT PRIMARY KEY,
  unit_id  TEXT NOT NULL REFERENCES unit (id),
  register TEXT NOT NULL CHECK (register <> '')
) STRICT;
CREATE INDEX site_unit ON site (unit_id, register);

CREATE TABLE site_version (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  site_id   TEXT NOT NULL REFERENCES site (id),
  from_day  TEXT NOT NULL CHECK (from_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  name      TEXT NOT NULL CHECK (name <> ''),
  fields    TEXT NOT NULL CHECK (json_valid(fields)),
  gone      INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
  basis     TEXT NOT NULL DEFAULT '',
  at        INTEGER NOT NULL,
  by_id     TEXT NOT NULL REFERENCES account (id),
  on_behalf INTEGER NOT NULL DEFAULT 0 CHECK (on_behalf IN (0, 1))
) STRICT;
CREATE INDEX site_version_site ON site_version (site_id, from_day, seq);

-- The newest version that the unit's registers had when a report was sent last: as long as it is out, it reads none
-- that came later.
CREATE TABLE register_read (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  period  TEXT NOT NULL,
  seq     INTEGER NOT NULL,
  PRIMARY KEY (unit_id, period)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER ledger_row_is_kept BEFORE UPDATE ON ledger_row BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_row_stays BEFORE DELETE ON ledger_row BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER site_version_is_kept BEFORE UPDATE ON site_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER site_version_stays BEFORE DELETE ON site_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
