-- +goose Up
-- 批示: what leaders write on a report; the unit and the office read it.
CREATE TABLE remark (
  id         TEXT PRIMARY KEY,
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  period     TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  account_id TEXT NOT NULL REFERENCES account (id),
  text       TEXT NOT NULL CHECK (text <> ''),
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX remark_report ON remark (unit_id, period, at);

-- Who is in, and who was. A session that its server did not end (the process died) is ended when the next one starts.
CREATE TABLE session (
  id         TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id),
  origin     TEXT NOT NULL,
  client     TEXT NOT NULL DEFAULT '',
  began      INTEGER NOT NULL,
  ended      INTEGER,
  expelled   INTEGER NOT NULL DEFAULT 0 CHECK (expelled IN (0, 1))
) STRICT;
CREATE INDEX session_account ON session (account_id, began);
CREATE INDEX session_open ON session (ended, expelled) WHERE ended IS NULL;
