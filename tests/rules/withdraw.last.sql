-- A5 was withdrawn on 2022-05-20, the stay I4 on 2022-09-01.

INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (28, 5, 'internal', '2022-05-20', 'pass');

-- breaks: K29 X7
-- zh: 重新开始用 fuhua apply O5 | 重新开始用 fuhua apply O7
-- en: to start anew: fuhua apply O5 | to start anew: fuhua apply O7
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (29, 5, 'site', '2022-05-21', 'pass');
INSERT INTO exit_step (id, incubation_id, stage, on_date, result) VALUES (7, 4, 'assess', '2023-04-05', 'fail');
