-- A step that was void may be done again.

INSERT INTO review_step (id, application_id, stage, on_date, result, void_reason) VALUES (28, 3, 'eligibility', '2023-10-21', 'fail', '误记');

-- breaks: K29
INSERT INTO review_step (id, application_id, stage, on_date, result) VALUES (29, 3, 'eligibility', '2023-10-25', 'pass');
