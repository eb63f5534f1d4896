-- A3 has passed eligibility, A4 has failed it.

INSERT INTO application (id, org_id, on_date) VALUES (8, 8, '2023-11-01');
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (28, 8, 'eligibility', '2023-11-02', 'pass'), (29, 8, 'internal', '2023-11-03', NULL);

-- breaks: A3 A4
-- zh: 先记录:fuhua review A3 --stage 内部评审 | 先记录:fuhua review A4 --stage 资格审查
-- en: record it first: fuhua review A3 --stage internal | record it first: fuhua review A4 --stage eligibility
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES
  (30, 3, 'site', '2023-11-01', 'pass'), (31, 4, 'internal', '2022-03-15', 'pass');
