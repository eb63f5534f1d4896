-- O4 was rejected on 2022-03-10; O3 is in screening, O2 is a resident.

INSERT INTO application (id, org_id, on_date) VALUES (8, 4, '2022-03-10');

-- breaks: A9 A10 A11
-- zh: fuhua withdraw A3 | 正在孵 I2 | fuhua withdraw A8
-- en: fuhua withdraw A3 | is a resident (I2 | fuhua withdraw A8
INSERT INTO application (id, org_id, on_date) VALUES (9, 3, '2023-11-01'), (10, 2, '2023-11-01'), (11, 4, '2023-11-01');
