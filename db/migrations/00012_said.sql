-- +goose Up

-- What a sent period says of its rows stays said: a row that is struck or corrected later takes nothing back elsewhere.
DELETE FROM ledger_part WHERE key LIKE '#%' AND scaled <= 0;
UPDATE ledger_sum SET scaled = (SELECT COALESCE(sum(g.scaled), 0) FROM ledger_part g
    WHERE g.unit_id = ledger_sum.unit_id AND g.period = ledger_sum.period AND g.key = ledger_sum.key)
WHERE key LIKE '#%';

-- Among the sums the key #<ledger>.<field> counts the rows that say something of a figure or of a list: a line of which no
-- row says anything stays blank. Only the plan knows which field a figure is made of; other keys are never looked at.
INSERT INTO ledger_part (unit_id, period, key, root, scaled)
SELECT g.unit_id, g.period, g.key || '.' || f.key, r.root, 10000
FROM ledger_row r CROSS JOIN ledger_part g ON g.root = r.root AND g.unit_id = r.unit_id AND g.key = '#' || r.ledger CROSS JOIN json_each(r.fields) f
WHERE r.struck = 0 AND f.value <> '' AND NOT EXISTS (SELECT 1 FROM ledger_row c WHERE c.corrects = r.id);
INSERT INTO ledger_sum (unit_id, period, key, scaled, at)
SELECT g.unit_id, g.period, g.key, sum(g.scaled), max(r.at)
FROM ledger_part g JOIN ledger_row r ON r.id = g.root WHERE g.key LIKE '#%.%' GROUP BY 1, 2, 3;
