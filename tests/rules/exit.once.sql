-- I3 was assessed on 2023-02-01.

-- breaks: X7
INSERT INTO exit_step (id, incubation_id, stage, on_date, result) VALUES (7, 3, 'assess', '2023-02-05', 'fail');
