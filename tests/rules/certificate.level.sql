-- M1 is an assistant.

INSERT INTO standing (id, person_id, kind, value, on_date, until_on) VALUES (6, 2, 'certificate', 'senior', '2023-01-01', '2025-12-31');

-- breaks: ST7
-- zh: 已有更高级别的证书(ST6)
-- en: has a higher certificate (ST6)
INSERT INTO standing (id, person_id, kind, value, on_date, until_on) VALUES (7, 2, 'certificate', 'assistant', '2023-01-01', '2025-12-31');
