-- +goose Up
-- A ledger row that a person has begun and not noted, for that person alone: one new row of a ledger, and one for each
-- chain of rows that they were putting right. As what is kept of a form (kept), it is no change of the data.
CREATE TABLE ledger_unfinished (
  account_id TEXT NOT NULL REFERENCES account (id),
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  ledger     TEXT NOT NULL,
  root       TEXT NOT NULL, -- id of the chain's first row; '' is a new row
  entry      TEXT NOT NULL CHECK (json_valid(entry)),
  at         INTEGER NOT NULL,
  PRIMARY KEY (account_id, unit_id, ledger, root)
) STRICT, WITHOUT ROWID;
