-- The township that the product has made, many times over; then the reports of the copies, period by period.
-- :townships, :period, :at and :last are replaced. Ids are 26 characters and rise with time, as ULIDs do.

-- step: units
WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :townships)
INSERT INTO unit (id, parent_id, root_id, code, name, kind, position)
SELECT printf('01T%04d%019d', n, position), iif(position = 0, NULL, printf('01T%04d%019d', n, 0)), printf('01T%04d%019d', n, 0), code, name, kind, position
FROM n CROSS JOIN (SELECT * FROM unit WHERE id NOT GLOB '01T*' ORDER BY position);

-- step: plans
INSERT INTO plan_version (id, root_id, from_period, source, applied_at)
SELECT printf('01P%s', substr(u.id, 4)), u.id, v.from_period, v.source, v.applied_at
FROM unit u JOIN (SELECT * FROM plan_version LIMIT 1) v WHERE u.parent_id IS NULL AND u.id GLOB '01T*';

-- step: accounts
INSERT INTO account (id, login, name, password_hash, must_change, created_at)
SELECT printf('01A%s', substr(id, 4)), substr(id, 4, 4) || '-' || code, name, '-', 0, 0 FROM unit WHERE id GLOB '01T*';

-- step: grants
INSERT INTO account_grant (account_id, role, unit_id)
SELECT printf('01A%s', substr(id, 4)), iif(parent_id IS NULL, 'reviewer', 'filler'), id FROM unit WHERE id GLOB '01T*';

-- step: reports of a period
INSERT INTO report (id, unit_id, period, state, version, first_submitted, submitted, decided)
SELECT printf('01R%s%016d', replace(:period, '-', '0'), row_number() OVER (ORDER BY u.rowid)), u.id, :period,
  iif(:last, 'draft', 'accepted'), 4, iif(:last, NULL, :at), iif(:last, NULL, :at), iif(:last, NULL, :at)
FROM unit u WHERE u.parent_id IS NOT NULL AND u.id GLOB '01T*' ORDER BY u.rowid;

-- step: cells of a period
INSERT INTO cell (report_id, key, value, scaled, version, at, by_id)
SELECT r.id, k.column1, iif(k.column2 IS NULL, '综治专干', CAST(k.column2 + r.rowid % 17 AS TEXT)), (k.column2 + r.rowid % 17) * 10000, 1, :at, printf('01A%s', substr(r.unit_id, 4))
FROM report r CROSS JOIN (VALUES ('audience', 210), ('events', 2), ('households', 600), ('leaflets', 300), ('posters', 12), ('staff', NULL), ('visited', 40), ('visits', 60)) k
WHERE r.rowid > (SELECT max(rowid) FROM report) - 25 * :townships;

-- step: changes of a period
INSERT INTO change (id, at, actor_id, origin, verb, unit_id, period)
SELECT printf('01C%s', substr(r.id, 4)), :at, NULL, 'ssh 127.0.0.1', 'submit', r.unit_id, r.period
FROM report r WHERE r.rowid > (SELECT max(rowid) FROM report) - 25 * :townships;
