-- What differs in one respect is another thing.

INSERT INTO consultation (id, topic, on_date) VALUES (3, 'registration', '2021-11-05');
INSERT INTO consultation_org (consultation_id, org_id) VALUES (3, 1);
INSERT INTO service (id, org_id, kind, on_date, minutes) VALUES (4, 2, 'space', '2023-02-01', NULL), (5, 2, 'advice', '2023-02-02', 60);
INSERT INTO project (id, org_id, title, on_date) VALUES (4, 3, '流动书车', '2022-07-01');

-- breaks: C4 S6 P5
-- zh: fuhua void {subject} --reason
-- en: fuhua void {subject} --reason
INSERT INTO consultation (id, topic, on_date) VALUES (4, 'registration', '2021-11-05');
INSERT INTO consultation_org (consultation_id, org_id) VALUES (4, 3), (4, 1);
INSERT INTO service (id, org_id, kind, on_date, minutes) VALUES (6, 2, 'advice', '2023-02-02', 60);
INSERT INTO project (id, org_id, title, on_date) VALUES (5, 4, '流动书车', '2022-07-01');
