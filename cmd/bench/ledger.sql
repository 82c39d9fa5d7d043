-- The rows that a unit has noted, :copies times over, with all that the Desk writes beside a row. Rows of a copy name
-- households of their own. :first and :last are the numbers of the rows that are copied, :changes the newest change
-- that was there before them.

-- step: copies
CREATE TEMP TABLE copied AS
WITH RECURSIVE n(copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM n WHERE copy < :copies)
SELECT row_number() OVER (ORDER BY copy, r.seq) + :last AS seq, copy, r.seq AS source, printf('01L%06d%017d', copy, r.seq) AS id
FROM n CROSS JOIN ledger_row r WHERE r.seq BETWEEN :first AND :last;

-- step: index
CREATE INDEX temp.copied_source ON copied (source);

-- step: rows
INSERT INTO ledger_row (seq, id, unit_id, ledger, day, period, fields, root, at, by_id, on_behalf)
SELECT n.seq, n.id, unit_id, ledger, day, period, replace(fields, '10000-', (10000 + copy) || '-'), n.id, at, by_id, on_behalf
FROM copied n JOIN ledger_row r ON r.seq = n.source ORDER BY n.seq;

-- step: partners
INSERT INTO ledger_partner (unit_id, ledger, day, row_seq, period)
SELECT p.unit_id, p.ledger, p.day, n.seq, p.period FROM copied n JOIN ledger_partner p ON p.row_seq = n.source;

-- step: items
INSERT INTO ledger_item (unit_id, ledger, year, item, root, day, period, counted, counted_day)
SELECT i.unit_id, i.ledger, i.year, replace(i.item, '10000-', (10000 + copy) || '-'), n.id, i.day, i.period, i.counted, i.counted_day
FROM copied n JOIN ledger_row r ON r.seq = n.source JOIN ledger_item i ON i.unit_id = r.unit_id AND i.ledger = r.ledger AND i.root = r.id;

-- step: sums
UPDATE ledger_sum SET scaled = scaled * (1 + :copies), shared = shared * (1 + :copies);

-- step: days
UPDATE ledger_day SET scaled = scaled * (1 + :copies);

-- step: versions
UPDATE report SET version = version * (1 + :copies);

-- step: parts
INSERT INTO ledger_part (unit_id, period, key, root, scaled, shared)
SELECT p.unit_id, p.period, p.key, n.id, p.scaled, p.shared
FROM copied n JOIN ledger_row r ON r.seq = n.source JOIN ledger_part p ON p.root = r.id;

-- step: changes
INSERT INTO change (id, at, actor_id, origin, verb, unit_id, period, reason)
SELECT printf('01C%s', substr(n.id, 4)), c.at, c.actor_id, c.origin, c.verb, c.unit_id, c.period, c.reason
FROM copied n JOIN change c ON c.seq = :changes + n.source - :first + 1 ORDER BY n.seq;

-- step: values of changes
INSERT INTO change_value (change_id, key, old, new)
SELECT printf('01C%s', substr(n.id, 4)), v.key, v.old, replace(v.new, '10000-', (10000 + copy) || '-')
FROM copied n JOIN change c ON c.seq = :changes + n.source - :first + 1 JOIN change_value v ON v.change_id = c.id;
