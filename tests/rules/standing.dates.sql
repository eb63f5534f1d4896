-- A day at least.

INSERT INTO standing (id, org_id, kind, value, on_date, until_on) VALUES (6, 2, 'credit', 'penalty', '2023-02-01', '2023-02-01');

-- breaks: ST7
-- zh: 截止日期2023-01-31早于2023-02-01
-- en: the last day 2023-01-31 is before 2023-02-01
INSERT INTO standing (id, org_id, kind, value, on_date, until_on) VALUES (7, 2, 'credit', 'penalty', '2023-02-01', '2023-01-31');
