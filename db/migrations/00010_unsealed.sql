-- +goose Up
-- A sealed report that was opened again (启封) and not sent since; what is known of the reports there are is that one that
-- was decided and never returned was unsealed.
ALTER TABLE report ADD COLUMN unsealed INTEGER NOT NULL DEFAULT 0 CHECK (unsealed IN (0, 1));
UPDATE report SET unsealed = 1 WHERE state = 'draft' AND first_submitted IS NOT NULL AND returns = 0;
