-- O1 graduated on 2023-01-15.
-- today: 2024-06-01

INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES (2, 1, 'close', '2024-01-15');

-- breaks: U2
-- zh: 最早为2024-01-15
-- en: 2024-01-15 is the first day
UPDATE follow_up SET on_date = '2024-01-14' WHERE id = 2;
