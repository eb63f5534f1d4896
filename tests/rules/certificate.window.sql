-- M1's registration runs to 2025-10-31.
-- today: 2025-12-01

INSERT INTO standing (id, person_id, kind, value, on_date, until_on) VALUES (6, 1, 'certificate', 'assistant', '2025-08-01', '2028-10-31');

-- breaks: ST6
-- zh: 2025-08-01起可以续期
-- en: may be renewed from 2025-08-01
UPDATE standing SET on_date = '2025-07-31' WHERE id = 6;
