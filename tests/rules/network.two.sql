-- N2 names O1 and O2.

INSERT INTO activity (id, kind, title, on_date, hub_id) VALUES (4, 'network', '结对学习', '2023-01-05', NULL);
INSERT INTO activity_org (activity_id, org_id) VALUES (4, 3), (4, 8);

-- breaks: N2 N4 N5
-- zh: 须写明两家以上组织
-- en: names two organisations or more
INSERT INTO activity (id, kind, title, on_date, hub_id) VALUES (5, 'network', '独自学习', '2023-01-06', NULL);
INSERT INTO activity_org (activity_id, org_id) VALUES (5, 3);
UPDATE activity SET hub_id = 1 WHERE id = 4;
UPDATE hub SET kind = 'platform' WHERE id = 2;
