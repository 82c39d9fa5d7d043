-- +goose Up
-- A cell that a submission took over (a stock that stands, the 0 of a nil report, the sum of a matrix) and that nobody typed.
-- It stands in what was sent, and goes when the report comes back into the unit's hands.
ALTER TABLE cell ADD COLUMN settled INTEGER NOT NULL DEFAULT 0
  CHECK (settled IN (0, 1) AND (settled = 0 OR value IS NOT NULL OR na = 1));

-- Reports that are out now say in the audit what their submission took over.
UPDATE cell SET settled = 1 WHERE EXISTS (
  SELECT 1 FROM report r JOIN change c ON c.unit_id = r.unit_id AND c.period = r.period AND c.verb = 'submit' AND c.at = cell.at
    JOIN change_value w ON w.change_id = c.id AND w.key = cell.key
  WHERE r.id = cell.report_id AND r.state IN ('submitted', 'accepted'));
