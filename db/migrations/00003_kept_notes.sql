-- +goose Up
-- What could not be saved is kept line by line, the remark (备注) beside the value, with the version of the cell that
-- the person saw; 0 is that of a cell that was never stored, and of what was kept before versions were.
ALTER TABLE kept RENAME TO kept_unversioned;
CREATE TABLE kept (
  account_id TEXT NOT NULL REFERENCES account (id),
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  period     TEXT NOT NULL,
  key        TEXT NOT NULL,
  note       INTEGER NOT NULL CHECK (note IN (0, 1)),
  text       TEXT NOT NULL,
  version    INTEGER NOT NULL CHECK (version >= 0),
  at         INTEGER NOT NULL,
  PRIMARY KEY (account_id, unit_id, period, key, note)
) STRICT, WITHOUT ROWID;
INSERT INTO kept (account_id, unit_id, period, key, note, text, version, at)
  SELECT account_id, unit_id, period, key, 0, text, 0, at FROM kept_unversioned;
DROP TABLE kept_unversioned;
