-- +goose Up
-- What a submission took over (a stock that stands, the 0 of a nil report, the sum of a matrix) and nobody typed: it
-- stands in what was sent, and goes when the report comes back into the unit's hands.
-- 0: typed. 1: the submission made the cell. 2: it gave a value to a cell that somebody had remarked on, or emptied.
ALTER TABLE cell ADD COLUMN settled INTEGER NOT NULL DEFAULT 0
  CHECK (settled IN (0, 1, 2) AND (settled = 0 OR value IS NOT NULL OR na = 1));

-- Reports that are out now say in the audit what their submission took over.
UPDATE cell SET settled = iif(version = 1, 1, 2) WHERE EXISTS (
  SELECT 1 FROM report r JOIN change c ON c.unit_id = r.unit_id AND c.period = r.period AND c.verb = 'submit' AND c.at = cell.at
    JOIN change_value w ON w.change_id = c.id AND w.key = cell.key
  WHERE r.id = cell.report_id AND r.state IN ('submitted', 'accepted'));
