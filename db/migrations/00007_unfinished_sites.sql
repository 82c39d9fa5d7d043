-- +goose Up
-- A site of a register that a person has begun to fill in and not kept, for that person alone: one new site of a register,
-- and of each site one change and one end. As what is kept of a form (kept), it is no change of the data.
CREATE TABLE site_unfinished (
  account_id TEXT NOT NULL REFERENCES account (id),
  unit_id    TEXT NOT NULL REFERENCES unit (id),
  register   TEXT NOT NULL,
  site       TEXT NOT NULL, -- its id; '' is a new one
  ends       INTEGER NOT NULL CHECK (ends IN (0, 1)),
  typed      TEXT NOT NULL CHECK (json_valid(typed)),
  seen       INTEGER NOT NULL, -- the version that the person saw; 0: none
  PRIMARY KEY (account_id, unit_id, register, site, ends)
) STRICT, WITHOUT ROWID;
