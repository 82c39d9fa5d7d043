-- +goose Up

-- Among the sums the key #<ledger>.<field> counts the rows that say something of a figure or of a list of numbers: a
-- line of which no row says anything stays blank. The rows that stand are told by how their words begin, since only the
-- plan knows which field is which; keys that no figure is made of are never looked at.
INSERT INTO ledger_part (unit_id, period, key, root, scaled)
SELECT r.unit_id, r.period, '#' || r.ledger || '.' || f.key, r.root, 10000
FROM ledger_row r CROSS JOIN json_each(r.fields) f
WHERE r.struck = 0 AND f.value GLOB '[-0-9]*' AND NOT EXISTS (SELECT 1 FROM ledger_row c WHERE c.corrects = r.id);
INSERT INTO ledger_sum (unit_id, period, key, scaled, at)
SELECT g.unit_id, g.period, g.key, sum(g.scaled), max(r.at)
FROM ledger_part g JOIN ledger_row r ON r.id = g.root WHERE g.key LIKE '#%.%' GROUP BY 1, 2, 3;
