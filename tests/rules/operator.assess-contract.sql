-- The second contract began on 2023-07-10; the first ended on that day.

UPDATE evaluation SET on_date = '2023-07-10' WHERE id = 93;
INSERT INTO evaluation (id, contract_id, stage, about, on_date, result) VALUES (94, 1, 'inspection', 'premises', '2023-07-10', 'pass');

-- breaks: E93 E94
-- zh: 核对期间和日期
-- en: check the period and the day
UPDATE evaluation SET on_date = '2023-07-09' WHERE id = 93;
UPDATE evaluation SET on_date = '2023-07-11' WHERE id = 94;
