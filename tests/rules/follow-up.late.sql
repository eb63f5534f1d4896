-- O1 graduated on 2023-01-15.
-- today: 2025-06-01

INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES (2, 1, 'close', '2025-01-15');

-- breaks: U2
-- zh: 最迟为2025-01-15
-- en: 2025-01-15 was the last day
UPDATE follow_up SET on_date = '2025-01-16' WHERE id = 2;
