-- Six calendar months: from 2022-12-31 to 2023-06-30.

INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2022-12-31');
INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (28, 8, 'eligibility', '2023-01-05', 'pass', '基地'),
  (29, 8, 'internal', '2023-06-30', 'pass', '基地');

-- breaks: K29
-- zh: 内部评审”在2023-07-01,筛选期到2023-06-30为止
-- en: the screening was to end by 2023-06-30
UPDATE review_step SET on_date = '2023-07-01' WHERE id = 29;
