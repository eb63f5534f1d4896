-- Whatever still rests on a void record is named.

INSERT INTO review_step (id, application_id, stage, on_date) VALUES (28, 3, 'internal', '2023-11-01');
INSERT INTO score (id, review_step_id, reviewer, item, points) VALUES (3, 28, '评审一', '项目', 8000);
INSERT INTO abstention (id, review_step_id, reviewer, kind) VALUES (2, 28, '评审二', 'abstain');
INSERT INTO org (id, name, kind) VALUES (9, '新叶社', 'unregistered');
INSERT INTO registration (id, org_id, on_date, uscc, uscc_check) VALUES (3, 9, '2022-05-05', '52640181MJX0000032', 'ok');
INSERT INTO recognition (id, org_id, kind, on_date, basis) VALUES (3, 9, 'brand', '2023-05-05', '评审会议纪要');
INSERT INTO project (id, org_id, title, on_date) VALUES (4, 9, '早读会', '2023-05-05');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id, reverses) VALUES
  (15, '2023-08-01', 'in', 100, 'earned', 'service-income', 9, NULL), (16, '2023-08-01', 'in', 100, 'earned', 'service-income', NULL, NULL),
  (17, '2023-08-02', 'in', -100, 'earned', 'service-income', NULL, 16);
-- What needs the stays of O1 and O6 goes first, and then nothing is wrong.
UPDATE service SET void_reason = '误记' WHERE id IN (1, 3);
UPDATE project SET void_reason = '误记' WHERE id = 2;
UPDATE asset_use SET void_reason = '误记' WHERE id = 3;
INSERT INTO project (id, org_id, title, on_date) VALUES (5, 2, '夜校', '2023-05-05');
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result) VALUES
  (7, 1, NULL, 'assess', 1, '2022-10-10', 'pass'), (8, NULL, 5, 'visit', NULL, '2023-06-01', 'pass');

-- breaks: H1 H2 B3 D2 K15 Z1 K22 K23 K24 K25 K26 K27 Z2 I4 X1 X2 X3 U1 X4 X5 X6 A4 P3 F1 F2 A3 C1 L3 G3 P4 V15 V17 N3 RS2 E7 E8 AU2
-- zh: 先作废 {subject}:fuhua void {subject} --reason
-- en: void {subject} first: fuhua void {subject} --reason
UPDATE training SET void_reason = '误记' WHERE id = 1;
UPDATE review_step SET void_reason = '误记' WHERE id = 28;
UPDATE application SET void_reason = '误记' WHERE id IN (5, 7);
UPDATE incubation SET void_reason = '误记' WHERE id IN (1, 3);
UPDATE org SET void_reason = '误记' WHERE id IN (3, 4, 9);
UPDATE voucher SET void_reason = '误记' WHERE id = 16;
UPDATE project SET void_reason = '误记' WHERE id = 5;
UPDATE asset SET void_reason = '误记' WHERE id = 2;
