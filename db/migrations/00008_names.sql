-- +goose Up
-- People sign in with a name as well as with a code; in a district neither is looked for among all.
CREATE INDEX account_name ON account (name);
CREATE INDEX account_grant_unit ON account_grant (unit_id, role);
CREATE INDEX unit_name ON unit (name);
