-- +goose Up
-- What a person has typed into a question and not answered, such as the reason of a return, for that person alone. As what
-- is kept of a form (kept), it is no change of the data.
CREATE TABLE text_unfinished (
  account_id TEXT NOT NULL REFERENCES account (id),
  about      TEXT NOT NULL CHECK (about <> ''), -- which question, and about what
  text       TEXT NOT NULL CHECK (text <> ''),
  at         INTEGER NOT NULL,
  PRIMARY KEY (account_id, about)
) STRICT, WITHOUT ROWID;
