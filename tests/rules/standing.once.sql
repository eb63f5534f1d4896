-- O1's inspection for 2021 is ST2.

INSERT INTO standing (id, org_id, kind, value, year, on_date) VALUES (6, 1, 'inspection', 'basic', 2022, '2023-05-20'), (7, 2, 'inspection', 'pass', 2021, '2022-05-20');

-- breaks: ST8
-- zh: 已有记录 ST2
-- en: on record as ST2
INSERT INTO standing (id, org_id, kind, value, year, on_date) VALUES (8, 1, 'inspection', 'pass', 2021, '2022-06-20');
