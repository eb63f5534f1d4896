-- Follow-up is closed on 2024-03-01.
-- today: 2024-06-01

INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES (2, 1, 'close', '2024-03-01'), (3, 1, 'visit', '2024-03-01');

-- breaks: U4 U5
-- zh: 更正用 fuhua edit U2,作废用 fuhua void U2
-- en: correct it with fuhua edit U2, or void it with fuhua void U2
INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES (4, 1, 'visit', '2024-03-02'),  -- after both closings, named once
  (5, 1, 'close', '2024-03-03');
