-- I3 was assessed on 2023-02-01.

-- breaks: X7
-- zh: 更正用 fuhua edit X4,作废用 fuhua void X4
-- en: correct it with fuhua edit X4, or void it with fuhua void X4
INSERT INTO exit_step (id, incubation_id, stage, on_date, result) VALUES (7, 3, 'assess', '2023-02-05', 'fail');
