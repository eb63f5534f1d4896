-- A step that was void may be done again.

INSERT INTO review_step (id, application_id, stage, on_date, result, void_reason) VALUES (28, 3, 'eligibility', '2023-10-21', 'fail', '误记');

-- breaks: K29
-- zh: 更正用 fuhua edit K13,作废用 fuhua void K13
-- en: correct it with fuhua edit K13, or void it with fuhua void K13
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (29, 3, 'eligibility', '2023-10-25', 'pass');
