-- A base in order on 2023-12-01, as another tool would write it: every kind of
-- record, and every way in which an application ends.

INSERT INTO org (id, name, kind, field, stage, founded_on, town) VALUES
  (1, '春风社工服务中心', 'service', 'professional', 'growth', '2019-03-01', '城区街道'),   -- graduated
  (2, '松柏志愿者协会', 'association', 'charity', 'startup', '2020-06-01', '东塔镇'),       -- resident
  (3, '石榴籽互助队', 'community', NULL, 'seedling', NULL, '郝家桥镇'),                     -- in screening
  (4, '邻里书屋', 'unregistered', NULL, NULL, NULL, NULL),                                  -- rejected, may apply again
  (5, '晨露助学社', 'unregistered', NULL, NULL, NULL, NULL),                                -- withdrew its application
  (6, '青禾公益服务中心', 'service', NULL, NULL, NULL, NULL),                               -- left the base
  (7, '绿洲环保协会', 'association', NULL, NULL, NULL, NULL),                               -- withdrew from the base
  (8, '长河文化社', 'unregistered', NULL, NULL, NULL, NULL);                                -- nothing yet

INSERT INTO filing (id, org_id, on_date) VALUES (1, 3, '2022-04-01'), (2, 3, '2023-04-01');
INSERT INTO registration (id, org_id, on_date, uscc, uscc_check) VALUES
  (1, 1, '2019-03-01', '52640181MJX0000016', 'ok'),
  (2, 6, '2023-01-20', '52640181MJX0000024', 'ok');
INSERT INTO recognition (id, org_id, kind, on_date, basis) VALUES
  (1, 1, 'upgraded', '2023-05-10', '评审会议纪要'), (2, 1, 'brand', '2023-09-01', '评审会议纪要');

INSERT INTO application (id, org_id, on_date, reserve_fund_fen) VALUES
  (1, 1, '2021-10-11', 500000), (2, 2, '2022-08-01', NULL), (3, 3, '2023-10-10', NULL), (4, 4, '2022-03-01', NULL),
  (5, 5, '2022-05-01', NULL), (6, 6, '2021-10-15', NULL), (7, 7, '2022-02-01', NULL);

INSERT INTO review_step (id, application_id, stage, on_date, result, body) VALUES
  (1, 1, 'eligibility', '2021-10-15', 'pass', '基地'), (2, 1, 'internal', '2021-10-25', 'pass', '基地'),
  (3, 1, 'site', '2021-11-05', 'pass', '基地'), (4, 1, 'expert', '2021-11-20', 'pass', '专家组'),
  (5, 1, 'preliminary', '2021-12-05', 'pass', '业务主管单位'), (6, 1, 'final', '2021-12-20', 'pass', '领导小组办公室'),
  (7, 2, 'eligibility', '2022-08-05', 'pass', '基地'), (8, 2, 'internal', '2022-08-05', 'pass', '基地'),
  (9, 2, 'site', '2022-08-20', 'pass', '基地'), (10, 2, 'expert', '2022-09-10', 'pass', '专家组'),
  (11, 2, 'preliminary', '2022-09-20', 'pass', '业务主管单位'), (12, 2, 'final', '2022-10-08', 'pass', '领导小组办公室'),
  (13, 3, 'eligibility', '2023-10-20', 'pass', '基地'),
  (14, 4, 'eligibility', '2022-03-10', 'fail', '基地'),
  (15, 5, 'eligibility', '2022-05-10', 'pass', '基地'),
  (16, 6, 'eligibility', '2021-10-20', 'pass', '基地'), (17, 6, 'internal', '2021-10-30', 'pass', '基地'),
  (18, 6, 'site', '2021-11-10', 'pass', '基地'), (19, 6, 'expert', '2021-11-25', 'pass', '专家组'),
  (20, 6, 'preliminary', '2021-12-01', 'pass', '业务主管单位'), (21, 6, 'final', '2021-12-15', 'pass', '领导小组办公室'),
  (22, 7, 'eligibility', '2022-02-10', 'pass', '基地'), (23, 7, 'internal', '2022-02-20', 'pass', '基地'),
  (24, 7, 'site', '2022-03-01', 'pass', '基地'), (25, 7, 'expert', '2022-03-15', 'pass', '专家组'),
  (26, 7, 'preliminary', '2022-03-20', 'pass', '业务主管单位'), (27, 7, 'final', '2022-03-25', 'pass', '领导小组办公室');
-- The last one is early: an exception was made, with its reason.
INSERT INTO waiver (id, rule, subject, breach, reason, on_date) VALUES (1, 'review.window-early', 'A7', '2022-02-01 2022-03-25', '会议纪要第3号同意提前审定', '2022-03-25');

INSERT INTO condition_check (review_step_id, condition, met)
  SELECT k.id, c.code, NOT (k.id = 14 AND c.code = 'founder') FROM review_step k, entry_condition c WHERE k.stage = 'eligibility';
INSERT INTO score (id, review_step_id, reviewer, item, points) VALUES (1, 4, '评审一', '项目', 8850), (2, 4, '评审二', '项目', 9000);
INSERT INTO abstention (id, review_step_id, reviewer, kind, reason) VALUES (1, 4, '评审三', 'recuse', '曾任该机构理事');

INSERT INTO withdrawal (id, application_id, on_date, reason) VALUES (1, 5, '2022-05-20', '负责人调离'), (2, 7, '2022-09-01', '迁往外地');

INSERT INTO incubation (id, application_id, on_date, entry_staff, entry_departments, entry_systems, entry_projects) VALUES
  (1, 1, '2022-01-01', 3, 1, 2, 0), (2, 2, '2022-11-20', 4, 2, 1, 1), (3, 6, '2022-01-10', 2, 1, 1, 0), (4, 7, '2022-04-01', 2, 1, 1, 0);
INSERT INTO service (id, org_id, kind, on_date, minutes, amount_fen) VALUES
  (1, 1, 'space', '2022-03-01', NULL, NULL), (2, 2, 'seed-fund', '2023-02-01', NULL, 300000), (3, 6, 'advice', '2022-03-01', 90, NULL);

INSERT INTO exit_step (id, incubation_id, stage, on_date, result, staff, departments, systems, projects, registration, team, project) VALUES
  (1, 1, 'assess', '2023-01-05', 'pass', 6, 3, 5, 2, 'pass', 'pass', 'pass'),
  (4, 3, 'assess', '2023-02-01', 'fail', 2, 1, 1, 0, 'pass', 'fail', 'fail');
INSERT INTO exit_step (id, incubation_id, stage, on_date, result, body) VALUES
  (2, 1, 'preliminary', '2023-01-10', 'pass', '业务主管单位'), (3, 1, 'final', '2023-01-15', 'pass', '领导小组办公室'),
  (5, 3, 'preliminary', '2023-02-10', 'fail', '业务主管单位'), (6, 3, 'final', '2023-02-20', 'fail', '领导小组办公室');
INSERT INTO follow_up (id, incubation_id, kind, on_date) VALUES (1, 1, 'visit', '2023-06-01');

INSERT INTO training (id, title, form, topic, on_date, headcount) VALUES
  (1, '机构内部治理', 'lecture', 'governance', '2022-03-12', NULL), (2, '公益沙龙', 'salon', NULL, '2023-05-20', 45);
INSERT INTO person (id, name, unit, certificate) VALUES (1, '甘晓岚', '春风社工服务中心', 'assistant'), (2, '马海宁', NULL, 'none');
INSERT INTO attendance (id, training_id, person_id, category, status) VALUES (1, 1, 1, 'certified', 'present'), (2, 1, 2, 'other', 'absent');
INSERT INTO consultation (id, topic, on_date) VALUES (1, 'registration', '2021-11-05'), (2, 'policy', '2023-06-06');
INSERT INTO consultation_org (consultation_id, org_id) VALUES (1, 1), (1, 3);
INSERT INTO project (id, org_id, title, on_date, grant_fen, source) VALUES
  (1, 2, '银龄课堂', '2023-03-01', 500000, 'special-fund'),  -- a resident's
  (2, 1, '四点半学校', '2023-06-01', 300000, 'donation'),    -- a graduate's
  (3, 4, '流动书车', '2022-07-01', NULL, NULL);              -- without a grant

-- The books of 2022Q4 and 2023Q1 are closed, those of 2023Q2 were once; the year
-- has a budget line that it keeps to.
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, party) VALUES
  (1, '2022-11-05', 'in', 14145000, 'appropriation', 'budget', '市财政局'),
  (2, '2022-12-01', 'in', 2000000, 'donated', 'donation', '热心企业'),
  (3, '2022-12-20', 'in', 1000000, 'special', 'special-fund', NULL),
  (4, '2023-01-10', 'out', 120000, 'training', 'budget', NULL);
INSERT INTO period_step (id, step, period, start_on, end_on, on_date) VALUES (1, 'closed', '2022Q4', '2022-10-01', '2022-12-31', '2023-01-08');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id, project_id) VALUES
  (5, '2023-02-01', 'out', 300000, 'seed-fund', 'donation', 2, NULL),
  (6, '2023-02-10', 'in', 800000, 'custody-in', 'custody', 2, NULL),
  (7, '2023-03-05', 'out', 200000, 'custody-out', 'custody', 2, NULL),
  (8, '2023-03-10', 'out', 300000, 'grant', 'special-fund', NULL, 1);
INSERT INTO period_step (id, step, period, start_on, end_on, on_date) VALUES (2, 'closed', '2023Q1', '2023-01-01', '2023-03-31', '2023-04-08');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, reverses, note) VALUES
  (9, '2023-04-12', 'out', -120000, 'training', 'budget', 4, '科目有误');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, party, line) VALUES
  (10, '2023-04-12', 'out', 90000, 'activity', 'budget', NULL, NULL), (11, '2023-05-06', 'in', 10000, 'refund', 'budget', NULL, 'activity'),
  (12, '2023-06-15', 'out', 1000000, 'service-fee', 'budget', '青松社工机构', NULL);
INSERT INTO voucher_evidence (id, voucher_id, evidence) VALUES (1, 12, 'X3');
INSERT INTO voucher (id, on_date, direction, amount_fen, category, source, org_id, party) VALUES
  (13, '2023-10-20', 'in', 5000000, 'contribution', 'venture-fund', NULL, '慈善会'), (14, '2023-11-01', 'out', 2000000, 'investment', 'venture-fund', 1, NULL);
INSERT INTO period_step (id, step, period, start_on, end_on, on_date) VALUES (3, 'closed', '2023Q2', '2023-04-01', '2023-06-30', '2023-07-10');
INSERT INTO period_step (id, step, period, start_on, end_on, on_date, reason) VALUES (4, 'reopened', '2023Q2', '2023-04-01', '2023-06-30', '2023-07-12', '补记');
INSERT INTO budget_line (id, period, line, amount_fen) VALUES (1, 'Y2', 'activity', 100000), (2, 'Y2', 'service-fee', 1000000);
-- The other functions, each in a year in which it is switched on.
INSERT INTO hub (id, name, kind, town, on_date) VALUES
  (1, '城区街道社工站', 'station', '城区街道', '2022-03-01'), (2, '服务类学习网络', 'network', NULL, '2022-11-01'),
  (3, '公益智库', 'think-tank', NULL, '2023-10-10');
INSERT INTO hub_member (id, hub_id, person_id, org_id, role, on_date, until_on) VALUES
  (1, 2, NULL, 1, NULL, '2022-11-01', '2023-06-30'), (2, 2, NULL, 2, NULL, '2022-11-01', NULL), (3, 3, 1, NULL, '研究员', '2023-10-10', NULL);
INSERT INTO activity (id, kind, title, about, on_date, hub_id) VALUES
  (1, 'party', '主题党日', 'study', '2022-07-01', 1), (2, 'network', '学习网络例会', NULL, '2022-12-05', 2);
INSERT INTO activity (id, kind, title, on_date, training_id) VALUES (3, 'coaching', '机构内部治理', '2022-03-20', 1);
INSERT INTO activity_org (activity_id, org_id) VALUES (2, 1), (2, 2), (3, 1);
INSERT INTO resource (id, side, giver, party, org_id, kind, title, value_fen, on_date, until_on) VALUES
  (1, 'offer', 'company', '爱心企业', NULL, 'goods', '图书五百册', 500000, '2022-11-10', '2023-11-09'),
  (2, 'need', NULL, NULL, 3, 'goods', '图书', NULL, '2022-11-12', NULL);
INSERT INTO resource_match (id, offer_id, need_id, on_date, value_fen) VALUES (1, 1, 2, '2022-11-20', 300000);
INSERT INTO standing (id, org_id, person_id, kind, value, year, on_date, until_on, members) VALUES
  (1, 1, NULL, 'rating', '3A', NULL, '2022-05-10', '2027-05-09', NULL), (2, 1, NULL, 'inspection', 'pass', 2021, '2022-04-20', NULL, NULL),
  (3, 2, NULL, 'credit', 'award', NULL, '2023-01-05', NULL, NULL), (4, 2, NULL, 'party', 'joint', NULL, '2022-12-01', NULL, 3),
  (5, NULL, 1, 'certificate', 'assistant', NULL, '2022-11-01', '2025-10-31', NULL);

INSERT INTO attachment (id, subject, kind, name, bytes, sha256, on_date) VALUES (1, 'A1', 'application', '申请书.pdf', 20480, printf('%064d', 5), '2021-10-08');
-- Evaluations of the resident, and of its project, whose second payment could follow.
INSERT INTO evaluation (id, incubation_id, project_id, stage, year, on_date, result, body, sheet) VALUES
  (1, 2, NULL, 'entry', NULL, '2022-12-10', 'pass', NULL, 'entry'), (2, 2, NULL, 'assess', 2, '2023-10-10', 'pass', NULL, 'resident'),
  (3, 2, NULL, 'preliminary', 2, '2023-10-18', 'pass', '业务主管单位', NULL),
  (4, 2, NULL, 'final', 2, '2023-10-25', 'pass', '领导小组办公室', NULL),
  (5, NULL, 1, 'visit', NULL, '2023-04-15', 'pass', NULL, NULL), (6, NULL, 1, 'midterm', NULL, '2023-05-15', 'pass', NULL, 'project');
INSERT INTO mark (evaluation_id, item, reviewer, points) SELECT 6, code, '评审一', full_points * 9 / 10 FROM sheet_item WHERE sheet = 'project';
INSERT INTO asset (id, name, kind, quantity, on_date) VALUES (1, '工位', 'desk', 6, '2021-12-01'), (2, '大会议室', 'room', 1, '2021-12-01');
INSERT INTO asset_use (id, asset_id, org_id, kind, on_date, until_on, from_minute, to_minute, quantity) VALUES
  (1, 1, 2, 'give', '2022-11-25', NULL, NULL, NULL, 2), (2, 2, 1, 'booking', '2023-11-15', NULL, 840, 960, 1),
  (3, 1, 1, 'give', '2022-01-05', '2023-01-20', NULL, NULL, 1);

INSERT INTO disclosure (id, on_date, shown, reason) VALUES (1, '2023-11-01', 'M1-M2', '电话回访');
INSERT INTO erasure (id, subject, on_date, reason) VALUES (1, 'M2', '2023-11-02', '本人要求');

-- The first operator was ended by a resident's complaint, the second works since.
INSERT INTO org (id, name, kind) VALUES (90, '青松社工机构', 'service'), (91, '白杨社工中心', 'service');
INSERT INTO registration (id, org_id, on_date, uscc, uscc_check) VALUES
  (90, 90, '2016-03-01', '52640181MJX0000040', 'ok'), (91, 91, '2016-03-01', '52640181MJX0000059', 'ok');
INSERT INTO person (id, name) VALUES (190, '杜若溪');
INSERT INTO standing (id, org_id, person_id, kind, value, on_date, until_on) VALUES
  (90, 90, NULL, 'rating', '4A', '2020-06-01', NULL), (91, NULL, 190, 'certificate', 'social-worker', '2019-10-01', NULL),
  (92, 91, NULL, 'rating', '3A', '2020-06-01', NULL);
INSERT INTO operator_contract (id, org_id, number, from_on, to_on, amount_fen, on_date) VALUES
  (1, 90, '采1号', '2021-10-01', '2024-09-30', 2000000, '2021-09-28'), (2, 91, '采2号', '2023-07-10', '2024-09-30', 3000000, '2023-07-05');
INSERT INTO complaint (id, org_id, text, on_date, result, severity, verified_on, body) VALUES
  (1, 2, '会议室常被占用', '2023-05-01', 'upheld', 'serious', '2023-06-01', '领导小组办公室');
INSERT INTO breach (id, contract_id, item, basis, on_date, stop_on, complaint_id) VALUES (1, 1, 'complaint', '核实报告', '2023-07-10', '2023-08-01', 1);
INSERT INTO evaluation (id, contract_id, org_id, lead_id, stage, period, start_on, end_on, about, on_date, result, sheet) VALUES
  (90, NULL, 90, 190, 'qualification', NULL, NULL, NULL, NULL, '2021-09-20', 'pass', 'operator-conditions'),
  (91, NULL, 91, 190, 'qualification', NULL, NULL, NULL, NULL, '2023-06-20', 'pass', 'operator-conditions'),
  (92, 1, NULL, NULL, 'performance', 'Y1', '2021-10-01', '2022-09-30', NULL, '2022-10-20', 'pass', 'operator'),
  (93, 2, NULL, NULL, 'inspection', NULL, NULL, NULL, 'funds', '2023-09-01', 'pass', NULL);
INSERT INTO gate_check (evaluation_id, item, met, evidence)
  SELECT e.id, i.code, 1, NULL FROM evaluation e JOIN sheet_item i ON i.sheet = e.sheet WHERE e.org_id IS NOT NULL;
INSERT INTO period_step (id, step, what, period, start_on, end_on, on_date, recipient) VALUES
  (90, 'submitted', 'finance', '2023Q1', '2023-01-01', '2023-03-31', '2023-04-10', '市民政局');

-- One report, issued and taken back: it locks nothing.
INSERT INTO issued_report (id, report, period, start_on, end_on, year_on, on_date, actor, entry, head, lang, void_reason, sha256, content) VALUES
  (1, 'quarterly', '2021Q4', '2021-10-01', '2021-12-31', '2021-10-01', '2022-01-05', '周敏', 1, printf('%064d', 1), 'zh', '页码有误', printf('%064d', 0), '{}');
