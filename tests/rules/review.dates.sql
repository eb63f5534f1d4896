-- Two steps on one day are in order.

INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (28, 3, 'internal', '2023-10-20', 'pass');

-- breaks: K29
-- zh: 核对两个日期
-- en: check both dates
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (29, 3, 'site', '2023-10-19', 'pass');
