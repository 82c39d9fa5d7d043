-- +goose Up
-- What somebody had typed into a cell that a submission took over from a register: it waits here while the report is
-- out, and comes back with it. The same three columns as a cell's own.
ALTER TABLE cell ADD COLUMN typed TEXT;
ALTER TABLE cell ADD COLUMN typed_na INTEGER NOT NULL DEFAULT 0 CHECK (typed_na IN (0, 1) AND (typed_na = 0 OR typed IS NULL));
ALTER TABLE cell ADD COLUMN typed_scaled INTEGER;
