-- +goose Up
-- Times are milliseconds since 1970 UTC; days are ISO 8601 text; ids are ULIDs made by the program.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A batch opens with inserts of what it expects; a difference fails it whole.
CREATE TABLE guard (
  want TEXT NOT NULL,
  got  TEXT NOT NULL,
  CHECK (want = got)
) STRICT;
-- +goose StatementBegin
CREATE TRIGGER guard_leaves_nothing AFTER INSERT ON guard BEGIN
  DELETE FROM guard WHERE rowid = NEW.rowid;
END;
-- +goose StatementEnd

CREATE TABLE unit (
  id        TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES unit (id),
  root_id   TEXT NOT NULL REFERENCES unit (id),
  code      TEXT NOT NULL CHECK (code <> ''),
  name      TEXT NOT NULL CHECK (name <> ''),
  kind      TEXT NOT NULL,
  position  INTEGER NOT NULL,
  UNIQUE (root_id, code)
) STRICT;

CREATE TABLE plan_version (
  id          TEXT PRIMARY KEY,
  root_id     TEXT NOT NULL REFERENCES unit (id),
  from_period TEXT NOT NULL CHECK (from_period GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  source      TEXT NOT NULL,
  applied_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_version_root ON plan_version (root_id, from_period, id);

CREATE TABLE account (
  id            TEXT PRIMARY KEY,
  login         TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (login <> ''),
  name          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change   INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  disabled_at   INTEGER,
  created_at    INTEGER NOT NULL,
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE account_grant (
  account_id TEXT NOT NULL REFERENCES account (id),
  role       TEXT NOT NULL CHECK (role IN ('filler', 'reviewer', 'leader', 'auditor')),
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  until      TEXT,
  PRIMARY KEY (account_id, role, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_key (
  account_id  TEXT NOT NULL REFERENCES account (id),
  fingerprint TEXT NOT NULL,
  public_key  TEXT NOT NULL,
  added_at    INTEGER NOT NULL,
  PRIMARY KEY (account_id, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
  id              TEXT PRIMARY KEY,
  unit_id         TEXT NOT NULL REFERENCES unit (id),
  period          TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  state           TEXT NOT NULL CHECK (state IN ('blank', 'draft', 'submitted', 'returned', 'accepted')),
  version         INTEGER NOT NULL CHECK (version > 0),
  first_submitted INTEGER,
  submitted       INTEGER,
  decided         INTEGER,
  returns         INTEGER NOT NULL DEFAULT 0 CHECK (returns >= 0),
  reason          TEXT NOT NULL DEFAULT '',
  cell_reasons    TEXT NOT NULL DEFAULT '',
  open_until      INTEGER,
  nil             INTEGER NOT NULL DEFAULT 0 CHECK (nil IN (0, 1)),
  nil_reason      TEXT NOT NULL DEFAULT '',
  explanation     TEXT NOT NULL DEFAULT '',
  on_behalf       INTEGER NOT NULL DEFAULT 0 CHECK (on_behalf IN (0, 1)),
  UNIQUE (unit_id, period),
  CHECK (state NOT IN ('submitted', 'returned', 'accepted') OR first_submitted IS NOT NULL),
  CHECK (nil = 0 OR nil_reason <> '')
) STRICT;

-- A cell holds a value, 不适用 (na), or nothing; scaled is a number times 10000, so that sums are exact.
CREATE TABLE cell (
  report_id TEXT NOT NULL REFERENCES report (id),
  key       TEXT NOT NULL,
  value     TEXT,
  na        INTEGER NOT NULL DEFAULT 0 CHECK (na IN (0, 1)),
  scaled    INTEGER,
  note      TEXT NOT NULL DEFAULT '',
  version   INTEGER NOT NULL CHECK (version > 0),
  at        INTEGER NOT NULL,
  by_id     TEXT NOT NULL REFERENCES account (id),
  on_behalf INTEGER NOT NULL DEFAULT 0 CHECK (on_behalf IN (0, 1)),
  PRIMARY KEY (report_id, key),
  CHECK (na = 0 OR value IS NULL),
  CHECK (scaled IS NULL OR value IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE opening (
  unit_id TEXT NOT NULL REFERENCES unit (id),
  year    INTEGER NOT NULL,
  key     TEXT NOT NULL,
  value   TEXT NOT NULL,
  scaled  INTEGER NOT NULL,
  day     TEXT NOT NULL,
  basis   TEXT NOT NULL CHECK (basis <> ''),
  PRIMARY KEY (unit_id, year, key)
) STRICT, WITHOUT ROWID;

-- Where a person was, and what could not be saved when the line dropped.
CREATE TABLE place (
  account_id TEXT NOT NULL REFERENCES account (id),
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  period     TEXT NOT NULL,
  key        TEXT NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (account_id, unit_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE kept (
  account_id TEXT NOT NULL REFERENCES account (id),
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  period     TEXT NOT NULL,
  key        TEXT NOT NULL,
  text       TEXT NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (account_id, unit_id, period, key)
) STRICT, WITHOUT ROWID;

-- The audit is the change feed: sessions learn of a change by its sequence.
CREATE TABLE change (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  at       INTEGER NOT NULL,
  actor_id TEXT REFERENCES account (id),
  origin   TEXT NOT NULL,
  verb     TEXT NOT NULL,
  unit_id  TEXT REFERENCES unit (id),
  period   TEXT NOT NULL DEFAULT '',
  reason   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX change_unit ON change (unit_id, period, seq);

CREATE TABLE change_value (
  change_id TEXT NOT NULL REFERENCES change (id),
  key       TEXT NOT NULL,
  old       TEXT NOT NULL,
  new       TEXT NOT NULL,
  PRIMARY KEY (change_id, key)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER change_is_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER change_value_is_kept BEFORE UPDATE ON change_value BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER change_value_stays BEFORE DELETE ON change_value BEGIN SELECT RAISE(ABORT, 'append-only'); END;
-- +goose StatementEnd
