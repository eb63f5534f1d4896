-- O1 graduated on 2023-01-15; O2 is a resident, O6 left.

INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES (2, 1, 'visit', '2023-01-15');

-- breaks: U3 U4 U5
-- zh: 在孵期间用 fuhua service log
-- en: during its incubation use fuhua service log
INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES
  (3, 1, 'visit', '2023-01-14'), (4, 2, 'visit', '2023-11-01'), (5, 3, 'visit', '2023-11-01');
