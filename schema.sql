-- fuhua: the books of a social-organisation incubation base, in one file.
--
-- This is the whole current schema. It can be read with nothing but the
-- sqlite3 shell; the figures that reports show are in the view
-- indicator_fact, and anybody may sum it:
--
--   SELECT indicator, sum(quantity) FROM indicator_fact
--   WHERE on_date BETWEEN '2021-10-01' AND '2022-09-30' GROUP BY indicator;
--
-- Conventions
--   * Every table has an integer `id`. A record's code is a prefix and that
--     number: O7 is org 7. The prefix stands in each table's first line.
--   * Dates are text, YYYY-MM-DD, checked to be real days. `on_date` is the
--     day on which the thing happened, not the day it was typed.
--   * Money is whole fen (1 yuan = 100 fen), in columns ending _fen.
--   * Nothing is deleted but by `undo`, which takes an entry back and leaves
--     both entries in the journal. A record entered in error is void:
--     void_reason says why, and no view counts it. No code is given twice.
--     Of two records of one thing the double is void and merged_into says which
--     one stands for it; what pointed to it points there. (Where both stood in
--     a table that has no codes, such as consultation_org, one row goes.)
--   * journal and change are the file's history. The program notes there what
--     each of its commands did to each row, and seals each entry with a hash. A
--     row that is not what the journal says of it was changed by another
--     program: `audit` replays the journal and names it.
--   * No clause deletes or overwrites by itself: no ON DELETE CASCADE, no
--     OR REPLACE.

PRAGMA application_id = 1179994177;  -- the bytes 'FUHA'
PRAGMA user_version = 1;             -- the schema's version

------------------------------------------------------------------ the file

-- One row: who this file is. database_id is bound into every hash of the
-- chain, so entries cannot be moved from one file to another.
CREATE TABLE meta (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  database_id  TEXT    NOT NULL CHECK (length(database_id) = 32),  -- hex
  rehearsal    INTEGER NOT NULL CHECK (rehearsal IN (0, 1))
    -- 1: made under a stated date (--today), as demos and exercises are;
    -- its random numbers can be reproduced, so it is no place for real phones
) STRICT;

-- One row for each time the file was brought from an older schema to a newer
-- one. What an upgrade did to rows stands in its journal entry.
CREATE TABLE upgrade (
  id            INTEGER PRIMARY KEY,
  from_version  INTEGER NOT NULL CHECK (from_version >= 0),
  to_version    INTEGER NOT NULL,
  copy          TEXT CHECK (copy <> ''),
    -- the name of the file as it was, kept beside; NULL: it came from a backup
  CHECK (to_version > from_version)
) STRICT;

------------------------------------------------------------------ the plan

-- One row: the operating plan that the base follows, as its plan file had it.
CREATE TABLE plan (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  name      TEXT NOT NULL CHECK (name <> ''),      -- short name, lingwu-2021
  title_zh  TEXT NOT NULL,
  title_en  TEXT NOT NULL,
  source    TEXT NOT NULL,                          -- the notice it comes from
  start_on  TEXT NOT NULL CHECK (start_on IS date(start_on)),
  end_on    TEXT NOT NULL CHECK (end_on IS date(end_on)),  -- last day, included
  CHECK (start_on <= end_on)
) STRICT;

-- The plan's operating years: a phase each, a year long, not a calendar year.
CREATE TABLE operating_year (
  id             INTEGER PRIMARY KEY,
  no             INTEGER NOT NULL UNIQUE CHECK (no >= 1),  -- Y1 is 1
  start_on       TEXT NOT NULL UNIQUE CHECK (start_on IS date(start_on)),
  end_on         TEXT NOT NULL UNIQUE CHECK (end_on IS date(end_on)),
  phase          TEXT NOT NULL CHECK (phase <> ''),        -- exploration, ...
  phase_zh       TEXT NOT NULL,
  phase_en       TEXT NOT NULL,
  admission_cap  INTEGER CHECK (admission_cap >= 0),  -- NULL: the year's incubated target
  budget_fen     INTEGER NOT NULL CHECK (budget_fen >= 0), -- running costs a year
  reason         TEXT CHECK (reason <> ''),                -- why the plan was extended by it, where that was said
  clause         TEXT NOT NULL,
  CHECK (start_on <= end_on)
) STRICT;

-- The functions the plan switches on, each from an operating year onwards.
CREATE TABLE plan_function (
  id         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL UNIQUE,
  from_year  INTEGER NOT NULL REFERENCES operating_year (no),
  zh         TEXT NOT NULL,
  en         TEXT NOT NULL,
  clause     TEXT NOT NULL
) STRICT;

-- What the yearly targets count, in the order in which reports show it.
CREATE TABLE indicator (
  id      INTEGER PRIMARY KEY,   -- also the order
  code    TEXT NOT NULL UNIQUE,
  unit    TEXT NOT NULL CHECK (unit IN ('org', 'session', 'person-time', 'project')),
  zh      TEXT NOT NULL,
  en      TEXT NOT NULL,
  clause  TEXT NOT NULL
) STRICT;

-- The number each indicator is to reach in each operating year.
CREATE TABLE target (
  id         INTEGER PRIMARY KEY,
  year       INTEGER NOT NULL REFERENCES operating_year (no),
  indicator  TEXT    NOT NULL REFERENCES indicator (code),
  target     INTEGER NOT NULL CHECK (target >= 0),  -- in the indicator's unit
  reason     TEXT CHECK (reason <> ''),             -- why it left the plan's figure
  UNIQUE (year, indicator)
) STRICT;

-- Terms, windows and bodies that the rules read; see the plan file for each.
CREATE TABLE parameter (
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  value   ANY  NOT NULL,       -- months are whole calendar months
  local   INTEGER NOT NULL CHECK (local IN (0, 1)),  -- 1: set here, for the plan has no figure
  reason  TEXT CHECK (reason <> ''),                 -- why it left the plan file's value
  zh      TEXT NOT NULL,
  en      TEXT NOT NULL,
  clause  TEXT NOT NULL
) STRICT;

-- The conditions an applicant must meet (five in the built-in plan).
CREATE TABLE entry_condition (
  id      INTEGER PRIMARY KEY,
  code    TEXT NOT NULL UNIQUE,
  zh      TEXT NOT NULL,
  en      TEXT NOT NULL,
  clause  TEXT NOT NULL
) STRICT;

-- The basic services a resident receives (eight in the built-in plan).
CREATE TABLE basic_service (
  id      INTEGER PRIMARY KEY,
  code    TEXT NOT NULL UNIQUE,
  zh      TEXT NOT NULL,
  en      TEXT NOT NULL,
  clause  TEXT NOT NULL
) STRICT;

-- The sources of money (seven in the built-in plan): what it is earmarked for.
CREATE TABLE money_source (
  id          INTEGER PRIMARY KEY,   -- also the order
  code        TEXT NOT NULL UNIQUE,
  account     TEXT NOT NULL CHECK (account IN ('operating', 'venture', 'custody')),
    -- where it lies; sums without a word more are of the operating account
  for_grants  INTEGER NOT NULL CHECK (for_grants IN (0, 1)),  -- may a small grant come from it?
  zh          TEXT NOT NULL,
  en          TEXT NOT NULL,
  clause      TEXT NOT NULL
) STRICT;

-- What money comes in from and goes out for.
CREATE TABLE money_category (
  id           INTEGER PRIMARY KEY,   -- also the order
  code         TEXT NOT NULL UNIQUE,
  direction    TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  needs        TEXT CHECK (needs IN ('party', 'org', 'project', 'org-or-project', 'project-or-line', 'evidence')),
  budget_line  INTEGER NOT NULL CHECK (budget_line IN (0, 1)),  -- is it a line of the budget?
  zh           TEXT NOT NULL,
  en           TEXT NOT NULL,
  clause       TEXT NOT NULL
) STRICT;

-- The sources that a category may use.
CREATE TABLE category_source (
  id        INTEGER PRIMARY KEY,
  category  TEXT NOT NULL REFERENCES money_category (code),
  source    TEXT NOT NULL REFERENCES money_source (code),
  UNIQUE (category, source)
) STRICT;

-- The sheets on which evaluations are scored.
CREATE TABLE sheet (
  id      INTEGER PRIMARY KEY,
  code    TEXT NOT NULL UNIQUE,
  zh      TEXT NOT NULL,
  en      TEXT NOT NULL,
  clause  TEXT NOT NULL
) STRICT;

-- The items of a sheet, in its order. Their full marks, in hundredths, are set by
-- the base: the plan has none.
CREATE TABLE sheet_item (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL UNIQUE,                       -- sheet and item: entry.team
  sheet        TEXT NOT NULL REFERENCES sheet (code),
  item         TEXT NOT NULL,                              -- its name within the sheet: team
  full_points  INTEGER CHECK (full_points > 0),           -- NULL: a condition, met or not
  must         INTEGER CHECK (must IN (0, 1)),             -- of a condition: does the judgement fall with it?
  zh           TEXT NOT NULL,
  en           TEXT NOT NULL,
  clause       TEXT NOT NULL,
  UNIQUE (sheet, item),
  CHECK ((full_points IS NULL) = (must IS NOT NULL))
) STRICT;

-- What the plan asks for, clause by clause, with what keeps it: lists of
-- commands, prefixes of records, rules and reports, each as JSON.
CREATE TABLE clause (
  id        INTEGER PRIMARY KEY,
  no        INTEGER NOT NULL UNIQUE CHECK (no >= 1),
  clause    TEXT NOT NULL,
  asks      INTEGER NOT NULL CHECK (asks IN (0, 1)),  -- 0: nothing is to be recorded
  zh        TEXT NOT NULL,
  en        TEXT NOT NULL,
  commands  TEXT NOT NULL CHECK (json_valid(commands)),
  kinds     TEXT NOT NULL CHECK (json_valid(kinds)),
  rules     TEXT NOT NULL CHECK (json_valid(rules)),
  reports   TEXT NOT NULL CHECK (json_valid(reports))
) STRICT;

------------------------------------------------------------------ organisations

-- O: a social organisation, or a group that is not one yet.
CREATE TABLE org (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL CHECK (name <> ''),
  name_key     TEXT CHECK (name_key <> name),   -- the form in which names are compared, if it is another
  kind         TEXT NOT NULL CHECK (kind IN ('association', 'service', 'foundation', 'community', 'unregistered')),
  field        TEXT CHECK (field IN ('charity', 'resource', 'professional', 'other')),
  stage        TEXT CHECK (stage IN ('seedling', 'startup', 'growth')),
  founded_on   TEXT CHECK (founded_on IS date(founded_on)),
  town         TEXT,
  contact      TEXT,             -- a name, as typed
  phone        TEXT REFERENCES personal (commitment) DEFERRABLE INITIALLY DEFERRED,
  note         TEXT,
  merged_into  INTEGER REFERENCES org (id) CHECK (merged_into IS NULL OR (merged_into <> id AND void_reason IS NOT NULL)),
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX org_merged ON org (merged_into) WHERE merged_into IS NOT NULL;
CREATE UNIQUE INDEX org_name ON org (coalesce(name_key, name)) WHERE void_reason IS NULL;

-- F: a filing (备案) with a township or street. The first one counts as `filed`.
CREATE TABLE filing (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org (id),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  number       TEXT,
  authority    TEXT,
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX filing_date ON filing (on_date);
CREATE INDEX filing_org ON filing (org_id, on_date);  -- is there an earlier one?

-- L: a registration licence. uscc is the unified social credit code
-- (GB 32100-2015), kept as typed even if its check character is wrong.
CREATE TABLE registration (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org (id),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  uscc         TEXT NOT NULL CHECK (length(uscc) = 18),
  uscc_check   TEXT NOT NULL CHECK (uscc_check IN ('ok', 'failed')),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX registration_org ON registration (org_id, on_date);
CREATE UNIQUE INDEX registration_uscc ON registration (uscc) WHERE void_reason IS NULL;

-- G: a recognition, as an upgraded or as a brand organisation.
CREATE TABLE recognition (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org (id),
  kind         TEXT NOT NULL CHECK (kind IN ('upgraded', 'brand')),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  basis        TEXT NOT NULL CHECK (basis <> ''),   -- the document it rests on
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX recognition_date ON recognition (on_date);
CREATE INDEX recognition_org ON recognition (org_id, kind, on_date);  -- at most once a year

------------------------------------------------------------------ persons

-- M: a person who came to a training. phone and id_number are commitments:
-- SHA-256 over a salt and the value, hex. The values are in `personal`.
CREATE TABLE person (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL CHECK (name <> ''),
  name_key     TEXT CHECK (name_key <> name),   -- the form in which names are compared, if it is another
  unit         TEXT,             -- where the person works
  certificate  TEXT NOT NULL DEFAULT 'none'
               CHECK (certificate IN ('none', 'assistant', 'social-worker', 'senior')),
  phone        TEXT REFERENCES personal (commitment) DEFERRABLE INITIALLY DEFERRED,
  id_number    TEXT REFERENCES personal (commitment) DEFERRABLE INITIALLY DEFERRED,
  note         TEXT,
  merged_into  INTEGER REFERENCES person (id) CHECK (merged_into IS NULL OR (merged_into <> id AND void_reason IS NOT NULL)),
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_name ON person (coalesce(name_key, name));  -- whose row of a roster is this?

-- Personal data, outside the journal: only the commitment is journalled, so
-- clearing value and salt erases a person and the chain still verifies.
CREATE TABLE personal (
  id          INTEGER PRIMARY KEY,
  commitment  TEXT NOT NULL UNIQUE CHECK (length(commitment) = 64),
  kind        TEXT NOT NULL CHECK (kind IN ('phone', 'id_number')),
  salt        TEXT CHECK (length(salt) = 32),   -- hex; NULL once erased
  value       TEXT CHECK (value <> ''),         -- NULL once erased
  CHECK ((salt IS NULL) = (value IS NULL))
) STRICT;

------------------------------------------------------------------ from application to entry

-- A: an application for incubation.
CREATE TABLE application (
  id                INTEGER PRIMARY KEY,
  org_id            INTEGER NOT NULL REFERENCES org (id),
  on_date           TEXT NOT NULL CHECK (on_date IS date(on_date)),
  reserve_fund_fen  INTEGER CHECK (reserve_fund_fen >= 0),
  document          TEXT,     -- the application form's file name
  document_sha256   TEXT CHECK (length(document_sha256) = 64),
  note              TEXT,
  void_reason       TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX application_org ON application (org_id, on_date);
CREATE INDEX application_date ON application (on_date);

-- K: one step of screening or approval. result is NULL while only scores are in.
CREATE TABLE review_step (
  id              INTEGER PRIMARY KEY,
  application_id  INTEGER NOT NULL REFERENCES application (id),
  stage           TEXT NOT NULL CHECK (stage IN ('eligibility', 'internal', 'site', 'expert', 'preliminary', 'final')),
  on_date         TEXT NOT NULL CHECK (on_date IS date(on_date)),
  result          TEXT CHECK (result IN ('pass', 'fail')),
  body            TEXT,       -- who decided
  note            TEXT,
  void_reason     TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX review_step_application ON review_step (application_id, stage);
CREATE INDEX review_step_date ON review_step (on_date);

-- Which entry conditions the eligibility step found met.
CREATE TABLE condition_check (
  id              INTEGER PRIMARY KEY,
  review_step_id  INTEGER NOT NULL REFERENCES review_step (id),
  condition       TEXT NOT NULL REFERENCES entry_condition (code),
  met             INTEGER NOT NULL CHECK (met IN (0, 1)),
  UNIQUE (review_step_id, condition)
) STRICT;

-- B: one reviewer's score for one item of a step.
CREATE TABLE score (
  id              INTEGER PRIMARY KEY,
  review_step_id  INTEGER NOT NULL REFERENCES review_step (id),
  reviewer        TEXT NOT NULL CHECK (reviewer <> ''),
  item            TEXT NOT NULL CHECK (item <> ''),
  points          INTEGER NOT NULL CHECK (points BETWEEN 0 AND 10000),  -- hundredths of a point
  void_reason     TEXT CHECK (void_reason <> '')
) STRICT;
CREATE UNIQUE INDEX score_once ON score (review_step_id, reviewer, item) WHERE void_reason IS NULL;

-- D: a reviewer who gave no score: abstained, or recused for a reason.
CREATE TABLE abstention (
  id              INTEGER PRIMARY KEY,
  review_step_id  INTEGER NOT NULL REFERENCES review_step (id),
  reviewer        TEXT NOT NULL CHECK (reviewer <> ''),
  kind            TEXT NOT NULL CHECK (kind IN ('abstain', 'recuse')),
  reason          TEXT CHECK (reason <> ''),
  void_reason     TEXT CHECK (void_reason <> ''),
  CHECK (kind = 'abstain' OR reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX abstention_once ON abstention (review_step_id, reviewer) WHERE void_reason IS NULL;

-- Z: the end of an application or a stay at the organisation's own wish.
CREATE TABLE withdrawal (
  id              INTEGER PRIMARY KEY,
  application_id  INTEGER NOT NULL REFERENCES application (id),
  on_date         TEXT NOT NULL CHECK (on_date IS date(on_date)),
  reason          TEXT NOT NULL CHECK (reason <> ''),
  void_reason     TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX withdrawal_application ON withdrawal (application_id);
CREATE INDEX withdrawal_date ON withdrawal (on_date);

------------------------------------------------------------------ in the base, and after

-- I: a stay in the base (入壳), with the entry level that exit is judged against.
CREATE TABLE incubation (
  id                 INTEGER PRIMARY KEY,
  application_id     INTEGER NOT NULL REFERENCES application (id),
  on_date            TEXT NOT NULL CHECK (on_date IS date(on_date)),  -- entry
  entry_staff        INTEGER NOT NULL CHECK (entry_staff >= 0),
  entry_departments  INTEGER NOT NULL CHECK (entry_departments >= 0),
  entry_systems      INTEGER NOT NULL CHECK (entry_systems >= 0),     -- written management systems
  entry_projects     INTEGER NOT NULL CHECK (entry_projects >= 0),
  note               TEXT,
  void_reason        TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX incubation_application ON incubation (application_id);
CREATE INDEX incubation_date ON incubation (on_date);

-- S: one delivery of a basic service.
CREATE TABLE service (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org (id),
  kind         TEXT NOT NULL REFERENCES basic_service (code),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  minutes      INTEGER CHECK (minutes >= 0),
  amount_fen   INTEGER CHECK (amount_fen >= 0),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX service_org ON service (org_id, on_date);
CREATE INDEX service_date ON service (on_date);

-- X: one step of exit: the assessment (facts and judgements), then two approvals.
-- final pass: graduated. final fail: left the base.
CREATE TABLE exit_step (
  id             INTEGER PRIMARY KEY,
  incubation_id  INTEGER NOT NULL REFERENCES incubation (id),
  stage          TEXT NOT NULL CHECK (stage IN ('assess', 'preliminary', 'final')),
  on_date        TEXT NOT NULL CHECK (on_date IS date(on_date)),
  result         TEXT NOT NULL CHECK (result IN ('pass', 'fail')),
  body           TEXT,
  staff          INTEGER CHECK (staff >= 0),
  departments    INTEGER CHECK (departments >= 0),
  systems        INTEGER CHECK (systems >= 0),
  projects       INTEGER CHECK (projects >= 0),   -- designed by the organisation
  registration   TEXT CHECK (registration IN ('pass', 'fail')),
  team           TEXT CHECK (team IN ('pass', 'fail')),
  project        TEXT CHECK (project IN ('pass', 'fail')),
  note           TEXT,
  void_reason    TEXT CHECK (void_reason <> ''),
  CHECK (stage = 'assess' OR (staff IS NULL AND departments IS NULL AND systems IS NULL AND projects IS NULL
         AND registration IS NULL AND team IS NULL AND project IS NULL))
) STRICT;
CREATE INDEX exit_step_incubation ON exit_step (incubation_id, stage);
CREATE INDEX exit_step_date ON exit_step (on_date);

-- U: a follow-up of a graduate, or (close) the end of following it.
CREATE TABLE follow_up (
  id             INTEGER PRIMARY KEY,
  incubation_id  INTEGER NOT NULL REFERENCES incubation (id),
  kind           TEXT NOT NULL CHECK (kind IN ('visit', 'close')),
  on_date        TEXT NOT NULL CHECK (on_date IS date(on_date)),
  note           TEXT,
  void_reason    TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX follow_up_incubation ON follow_up (incubation_id, kind);
CREATE INDEX follow_up_date ON follow_up (on_date);

------------------------------------------------------------------ training, advice, projects

-- T: a training session. headcount (person-times) counts until a roster is given.
CREATE TABLE training (
  id           INTEGER PRIMARY KEY,
  title        TEXT NOT NULL CHECK (title <> ''),
  form         TEXT NOT NULL CHECK (form IN ('lecture', 'salon', 'supervision')),
  topic        TEXT CHECK (topic IN ('governance', 'team', 'service', 'resources', 'finance', 'volunteers', 'policy', 'party')),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  minutes      INTEGER CHECK (minutes >= 0),
  place        TEXT,
  trainer      TEXT,
  headcount    INTEGER CHECK (headcount >= 0),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX training_date ON training (on_date);

-- H: one row of a session's roster.
CREATE TABLE attendance (
  id           INTEGER PRIMARY KEY,
  training_id  INTEGER NOT NULL REFERENCES training (id),
  person_id    INTEGER NOT NULL REFERENCES person (id),
  category     TEXT NOT NULL CHECK (category IN ('certified', 'uncertified', 'volunteer', 'staff', 'other')),
  status       TEXT NOT NULL CHECK (status IN ('present', 'excused', 'absent')),
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
-- a person once a session; also: has this session a roster?
CREATE UNIQUE INDEX attendance_once ON attendance (training_id, person_id) WHERE void_reason IS NULL;
-- the rows that `trainees` counts, for the view attended
CREATE INDEX attendance_counted ON attendance (training_id, person_id)
  WHERE void_reason IS NULL AND status = 'present' AND category <> 'other';
CREATE INDEX attendance_person ON attendance (person_id);
-- persons in post, for the certificate rate
CREATE INDEX attendance_post ON attendance (person_id, training_id, category)
  WHERE void_reason IS NULL AND status = 'present' AND category IN ('certified', 'uncertified');
-- few: with attendance_once, all rows of a session
CREATE INDEX attendance_void ON attendance (training_id) WHERE void_reason IS NOT NULL;

-- C: a consultation.
CREATE TABLE consultation (
  id           INTEGER PRIMARY KEY,
  topic        TEXT NOT NULL CHECK (topic IN ('policy', 'registration', 'inspection', 'rating', 'regulation', 'code-system', 'finance', 'project', 'party', 'other')),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX consultation_date ON consultation (on_date);

-- Who was advised: none, one or several organisations a consultation.
CREATE TABLE consultation_org (
  id               INTEGER PRIMARY KEY,
  consultation_id  INTEGER NOT NULL REFERENCES consultation (id),
  org_id           INTEGER NOT NULL REFERENCES org (id),
  UNIQUE (consultation_id, org_id)
) STRICT;
CREATE INDEX consultation_org_org ON consultation_org (org_id);

-- P: a public-welfare project, with or without a small grant of the base. What
-- a department pays for one that it buys never enters the account.
CREATE TABLE project (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org (id),
  title        TEXT NOT NULL CHECK (title <> ''),
  kind         TEXT NOT NULL DEFAULT 'own' CHECK (kind IN ('own', 'grant', 'venture', 'award', 'purchase')),
  planned_on   TEXT CHECK (planned_on IS date(planned_on)),  -- NULL: it was not planned here
  on_date      TEXT CHECK (on_date IS date(on_date)),        -- start; NULL: it has not started
  until_on     TEXT CHECK (until_on IS date(until_on)),      -- the day by which it is to end
  grant_fen    INTEGER CHECK (grant_fen > 0),
  source       TEXT REFERENCES money_source (code),   -- a lawful one: rule project.source
  purchaser    TEXT,                                  -- the department that buys, as typed
  amount_fen   INTEGER CHECK (amount_fen > 0),        -- its price
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  CHECK (planned_on IS NOT NULL OR on_date IS NOT NULL)
) STRICT;
CREATE INDEX project_date ON project (on_date);
CREATE INDEX project_planned ON project (planned_on) WHERE planned_on IS NOT NULL;
CREATE INDEX project_org ON project (org_id, on_date);

-- E: a judgement, on a day, of a stay or of a project: scored on a sheet, or by
-- a body that decides. A stay is evaluated once a year, in a chain of three.
CREATE TABLE evaluation (
  id             INTEGER PRIMARY KEY,
  incubation_id  INTEGER REFERENCES incubation (id),
  project_id     INTEGER REFERENCES project (id),
  contract_id    INTEGER REFERENCES operator_contract (id),
  org_id         INTEGER REFERENCES org (id),              -- who would operate the base
  stage          TEXT NOT NULL CHECK (stage IN ('entry', 'assess', 'preliminary', 'final',
                   'tender', 'approve', 'visit', 'midterm', 'closing', 'close',
                   'qualification', 'performance', 'inspection')),
  year           INTEGER REFERENCES operating_year (no),   -- the chain of a stay
  period         TEXT CHECK (period <> ''),                -- of a performance: Y1, Y1Q1
  start_on       TEXT CHECK (start_on IS date(start_on)),  -- its days
  end_on         TEXT CHECK (end_on IS date(end_on)),
  about          TEXT CHECK (about IN ('funds', 'premises', 'incubation')),  -- of an inspection
  lead_id        INTEGER REFERENCES person (id),           -- who would lead the operator's work
  on_date        TEXT NOT NULL CHECK (on_date IS date(on_date)),
  result         TEXT CHECK (result IN ('pass', 'fail')),  -- of a project's close: completed, stopped
  body           TEXT,             -- who decided
  sheet          TEXT REFERENCES sheet (code),             -- on which it is scored
  note           TEXT,
  void_reason    TEXT CHECK (void_reason <> ''),
  CHECK ((incubation_id IS NOT NULL) + (project_id IS NOT NULL) + (contract_id IS NOT NULL) + (org_id IS NOT NULL) = 1),
  CHECK ((incubation_id IS NOT NULL) = (stage IN ('entry', 'assess', 'preliminary', 'final'))),
  CHECK ((contract_id IS NOT NULL) = (stage IN ('performance', 'inspection'))),
  CHECK ((org_id IS NOT NULL) = (stage = 'qualification')),
  CHECK ((year IS NOT NULL) = (stage IN ('assess', 'preliminary', 'final'))),
  CHECK ((period IS NOT NULL) = (stage = 'performance') AND (start_on IS NULL) = (period IS NULL) AND (end_on IS NULL) = (period IS NULL)),
  CHECK ((about IS NOT NULL) = (stage = 'inspection')),
  CHECK (lead_id IS NULL OR stage = 'qualification')
) STRICT;
CREATE INDEX evaluation_incubation ON evaluation (incubation_id, stage, year) WHERE incubation_id IS NOT NULL;
CREATE INDEX evaluation_project ON evaluation (project_id, stage, on_date) WHERE project_id IS NOT NULL;
CREATE INDEX evaluation_contract ON evaluation (contract_id, stage, on_date) WHERE contract_id IS NOT NULL;
CREATE INDEX evaluation_org ON evaluation (org_id, on_date) WHERE org_id IS NOT NULL;
CREATE INDEX evaluation_lead ON evaluation (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX evaluation_date ON evaluation (on_date);

-- What reviewers gave for the items of an evaluation's sheet.
CREATE TABLE mark (
  id             INTEGER PRIMARY KEY,
  evaluation_id  INTEGER NOT NULL REFERENCES evaluation (id),
  item           TEXT NOT NULL REFERENCES sheet_item (code),
  reviewer       TEXT CHECK (reviewer <> ''),              -- NULL: the one reviewer without a name
  points         INTEGER NOT NULL CHECK (points >= 0)      -- hundredths of a point
) STRICT;
CREATE UNIQUE INDEX mark_once ON mark (evaluation_id, item, coalesce(reviewer, ''));

-- Which conditions of an evaluation's sheet were found met.
CREATE TABLE gate_check (
  id             INTEGER PRIMARY KEY,
  evaluation_id  INTEGER NOT NULL REFERENCES evaluation (id),
  item           TEXT NOT NULL REFERENCES sheet_item (code),
  met            INTEGER NOT NULL CHECK (met IN (0, 1)),
  evidence       TEXT CHECK (evidence <> ''),              -- what shows it
  UNIQUE (evaluation_id, item)
) STRICT;

------------------------------------------------------------------ the operator

-- OC: the agreement by which an organisation operates the base.
CREATE TABLE operator_contract (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org (id),
  number       TEXT CHECK (number <> ''),                         -- of the procurement or the agreement
  from_on      TEXT NOT NULL CHECK (from_on IS date(from_on)),
  to_on        TEXT NOT NULL CHECK (to_on IS date(to_on)),        -- last day, included
  amount_fen   INTEGER CHECK (amount_fen > 0),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),    -- the day on which it was signed
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX operator_contract_org ON operator_contract (org_id);
CREATE INDEX operator_contract_days ON operator_contract (from_on, to_on);
CREATE INDEX operator_contract_date ON operator_contract (on_date);

-- CP: what an organisation complained of, and what came of it.
CREATE TABLE complaint (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER NOT NULL REFERENCES org (id),
  text         TEXT NOT NULL CHECK (text <> ''),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  result       TEXT CHECK (result IN ('upheld', 'rejected')),     -- NULL: not verified yet
  severity     TEXT CHECK (severity IN ('minor', 'serious')),     -- of what is upheld
  verified_on  TEXT CHECK (verified_on IS date(verified_on)),
  body         TEXT CHECK (body <> ''),                           -- who verified it
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX complaint_org ON complaint (org_id);
CREATE INDEX complaint_date ON complaint (on_date);
CREATE INDEX complaint_verified ON complaint (verified_on) WHERE verified_on IS NOT NULL;

-- BR: an entry of the negative list. It ends the contract on its day; work stops
-- by another.
CREATE TABLE breach (
  id            INTEGER PRIMARY KEY,
  contract_id   INTEGER NOT NULL REFERENCES operator_contract (id),
  item          TEXT NOT NULL CHECK (item IN ('duties', 'unfinished', 'finance', 'complaint', 'law')),
  basis         TEXT NOT NULL CHECK (basis <> ''),
  on_date       TEXT NOT NULL CHECK (on_date IS date(on_date)),
  stop_on       TEXT NOT NULL CHECK (stop_on IS date(stop_on)),
  complaint_id  INTEGER REFERENCES complaint (id),
  note          TEXT,
  void_reason   TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX breach_contract ON breach (contract_id);
CREATE INDEX breach_complaint ON breach (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX breach_date ON breach (on_date);

------------------------------------------------------------------ money

-- V: a voucher, one movement of earmarked money. Operating year, fiscal year
-- and quarter only cut its days. What was wrong is reversed by a voucher of the
-- same direction with the amount negated (红字冲销).
CREATE TABLE voucher (
  id           INTEGER PRIMARY KEY,
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  direction    TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  amount_fen   INTEGER NOT NULL CHECK (amount_fen <> 0),
  category     TEXT NOT NULL REFERENCES money_category (code),
  source       TEXT NOT NULL REFERENCES money_source (code),
  org_id       INTEGER REFERENCES org (id),
  project_id   INTEGER REFERENCES project (id),
  party        TEXT CHECK (party <> ''),               -- from or to whom, as typed
  number       TEXT,                                    -- the number on paper, as typed
  line         TEXT REFERENCES money_category (code),   -- of a refund: the budget line that it gives back to
  reverses     INTEGER REFERENCES voucher (id),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  CHECK (amount_fen > 0 OR reverses IS NOT NULL)
) STRICT;
CREATE INDEX voucher_date ON voucher (on_date);
CREATE INDEX voucher_source ON voucher (source, on_date);  -- its balance, day by day
CREATE INDEX voucher_category ON voucher (category, on_date);
CREATE INDEX voucher_org ON voucher (org_id) WHERE org_id IS NOT NULL;
CREATE INDEX voucher_project ON voucher (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX voucher_line ON voucher (line, on_date) WHERE line IS NOT NULL;
CREATE INDEX voucher_reverses ON voucher (reverses) WHERE reverses IS NOT NULL;

-- On which records a payment rests, by code.
CREATE TABLE voucher_evidence (
  id          INTEGER PRIMARY KEY,
  voucher_id  INTEGER NOT NULL REFERENCES voucher (id),
  evidence    TEXT NOT NULL CHECK (evidence GLOB '[A-Z]*[1-9]*'),
  UNIQUE (voucher_id, evidence)
) STRICT;
CREATE INDEX voucher_evidence_of ON voucher_evidence (evidence);  -- what rests on this record?

-- BL: what a year's budget gives to one line.
CREATE TABLE budget_line (
  id           INTEGER PRIMARY KEY,
  period       TEXT NOT NULL CHECK (period GLOB 'Y[1-9]*' OR period GLOB 'FY[1-9]*'),  -- Y1, FY2022
  line         TEXT NOT NULL REFERENCES money_category (code),
  amount_fen   INTEGER NOT NULL CHECK (amount_fen >= 0),
  reason       TEXT CHECK (reason <> ''),   -- why it was changed
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE UNIQUE INDEX budget_line_once ON budget_line (period, line) WHERE void_reason IS NULL;

-- PD: what was done about a period: its books closed or reopened, or something
-- on it submitted. Closed is a quarter whose latest step of the first two, by
-- code, closed it.
CREATE TABLE period_step (
  id           INTEGER PRIMARY KEY,
  step         TEXT NOT NULL CHECK (step IN ('closed', 'reopened', 'submitted')),
  what         TEXT CHECK (what IN ('finance', 'summary', 'evaluation')),  -- of what is submitted
  period       TEXT NOT NULL CHECK (period <> ''),               -- its label, 2021Q4
  start_on     TEXT NOT NULL CHECK (start_on IS date(start_on)),
  end_on       TEXT NOT NULL CHECK (end_on IS date(end_on)),     -- last day, included
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),   -- the day on which it was done
  recipient    TEXT,                                             -- to whom it was submitted
  report_id    INTEGER REFERENCES issued_report (id),            -- the issued report that went along
  reason       TEXT CHECK (reason <> ''),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  CHECK (start_on <= end_on AND (step = 'submitted') = (what IS NOT NULL) AND (step <> 'reopened' OR reason IS NOT NULL))
) STRICT;
CREATE INDEX period_step_period ON period_step (start_on, end_on);
CREATE INDEX period_step_date ON period_step (on_date);
CREATE INDEX period_step_report ON period_step (report_id) WHERE report_id IS NOT NULL;

------------------------------------------------------------------ the base's other functions

-- HB: a body or a pool that was set up.
CREATE TABLE hub (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL CHECK (name <> ''),
  kind         TEXT NOT NULL CHECK (kind IN ('station', 'supervision-committee', 'evaluation-committee', 'party-branch', 'party-centre',
                 'member-home', 'network', 'platform', 'leading-group', 'org-pool', 'worker-pool', 'expert-pool', 'think-tank')),
  town         TEXT,             -- where, as typed
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),   -- the day on which it opened
  closed_on    TEXT CHECK (closed_on IS date(closed_on)),        -- the first day on which it was closed
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX hub_kind ON hub (kind, on_date);
CREATE INDEX hub_date ON hub (on_date);

-- HM: a person or an organisation in a hub. until_on is the last day.
CREATE TABLE hub_member (
  id           INTEGER PRIMARY KEY,
  hub_id       INTEGER NOT NULL REFERENCES hub (id),
  person_id    INTEGER REFERENCES person (id),
  org_id       INTEGER REFERENCES org (id),
  role         TEXT,
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  until_on     TEXT CHECK (until_on IS date(until_on)),
  body         TEXT,             -- who appointed
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  CHECK ((person_id IS NULL) <> (org_id IS NULL))
) STRICT;
CREATE INDEX hub_member_hub ON hub_member (hub_id, on_date);
CREATE INDEX hub_member_person ON hub_member (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX hub_member_org ON hub_member (org_id) WHERE org_id IS NOT NULL;
CREATE INDEX hub_member_date ON hub_member (on_date);

-- N: what the base did that is no training, consultation or service.
CREATE TABLE activity (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('party', 'coaching', 'network', 'practice', 'employment', 'visit', 'support', 'premises',
                 'publicity', 'exhibition', 'fair', 'salon', 'research', 'newsletter', 'policy', 'release', 'meeting', 'station',
                 'committee', 'task')),
  title        TEXT NOT NULL CHECK (title <> ''),
  about        TEXT CHECK (about IN ('advice', 'founding', 'guidance', 'study', 'standard', 'transfer', 'purchase', 'inspection', 'audit',
                 'rating', 'activity', 'integrity', 'law', 'rules', 'interpretation', 'daily', 'growth')),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  place        TEXT,
  minutes      INTEGER CHECK (minutes >= 0),
  trainer      TEXT,             -- of a coaching: who coached
  channel      TEXT CHECK (channel IN ('newspaper', 'tv', 'radio', 'web', 'wechat', 'video', 'event')),
  number       TEXT,             -- of an issue or a document
  hub_id       INTEGER REFERENCES hub (id),
  training_id  INTEGER REFERENCES training (id),   -- of a coaching: the course that it continues
  headcount    INTEGER CHECK (headcount >= 0),
  value_fen    INTEGER CHECK (value_fen >= 0),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX activity_date ON activity (on_date);
CREATE INDEX activity_kind ON activity (kind, on_date);
CREATE INDEX activity_hub ON activity (hub_id) WHERE hub_id IS NOT NULL;
CREATE INDEX activity_training ON activity (training_id) WHERE training_id IS NOT NULL;

-- The organisations that an activity was for, or with.
CREATE TABLE activity_org (
  id           INTEGER PRIMARY KEY,
  activity_id  INTEGER NOT NULL REFERENCES activity (id),
  org_id       INTEGER NOT NULL REFERENCES org (id),
  UNIQUE (activity_id, org_id)
) STRICT;
CREATE INDEX activity_org_org ON activity_org (org_id);

-- RS: a resource that somebody offers, or that an organisation needs.
CREATE TABLE resource (
  id           INTEGER PRIMARY KEY,
  side         TEXT NOT NULL CHECK (side IN ('offer', 'need')),
  giver        TEXT CHECK (giver IN ('government', 'company', 'community', 'media', 'foundation', 'organisation', 'person')),
  party        TEXT,             -- the giver's name, as typed
  org_id       INTEGER REFERENCES org (id),   -- who needs it, or the organisation that gives
  kind         TEXT NOT NULL CHECK (kind IN ('funds', 'goods', 'venue', 'volunteers', 'expertise', 'media', 'project', 'other')),
  title        TEXT NOT NULL CHECK (title <> ''),
  value_fen    INTEGER CHECK (value_fen >= 0),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  until_on     TEXT CHECK (until_on IS date(until_on)),   -- the last day
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  CHECK ((side = 'offer') = (giver IS NOT NULL) AND (side = 'offer' OR org_id IS NOT NULL))
) STRICT;
CREATE INDEX resource_date ON resource (on_date);
CREATE INDEX resource_org ON resource (org_id) WHERE org_id IS NOT NULL;

-- RM: an offer that found a need.
CREATE TABLE resource_match (
  id           INTEGER PRIMARY KEY,
  offer_id     INTEGER NOT NULL REFERENCES resource (id),
  need_id      INTEGER NOT NULL REFERENCES resource (id),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  value_fen    INTEGER NOT NULL DEFAULT 0 CHECK (value_fen >= 0),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX resource_match_offer ON resource_match (offer_id);
CREATE INDEX resource_match_need ON resource_match (need_id);
CREATE INDEX resource_match_date ON resource_match (on_date);

-- AS: a thing of the base that organisations use: so many of it.
CREATE TABLE asset (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL CHECK (name <> ''),
  kind         TEXT NOT NULL CHECK (kind IN ('office', 'desk', 'room', 'equipment')),
  quantity     INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 1),
  value_fen    INTEGER CHECK (value_fen >= 0),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),     -- from then on it is there
  retired_on   TEXT CHECK (retired_on IS date(retired_on)),        -- the first day on which it is not
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE INDEX asset_date ON asset (on_date);

-- AU: who has a thing of the base (give: from on_date up to the day before
-- until_on, the day on which it came back), or booked it for hours of a day.
CREATE TABLE asset_use (
  id           INTEGER PRIMARY KEY,
  asset_id     INTEGER NOT NULL REFERENCES asset (id),
  org_id       INTEGER NOT NULL REFERENCES org (id),
  kind         TEXT NOT NULL CHECK (kind IN ('give', 'booking')),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  until_on     TEXT CHECK (until_on IS date(until_on)),
  from_minute  INTEGER CHECK (from_minute BETWEEN 0 AND 1439),     -- minutes after midnight
  to_minute    INTEGER CHECK (to_minute BETWEEN 1 AND 1439),
  quantity     INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 1),
  purpose      TEXT,
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  CHECK ((kind = 'booking') = (from_minute IS NOT NULL) AND (kind = 'booking') = (to_minute IS NOT NULL)),
  CHECK (kind = 'give' OR until_on IS NULL)
) STRICT;
CREATE INDEX asset_use_asset ON asset_use (asset_id, kind, on_date);
CREATE INDEX asset_use_org ON asset_use (org_id, on_date);
CREATE INDEX asset_use_date ON asset_use (on_date);
CREATE INDEX asset_use_out ON asset_use (asset_id) WHERE kind = 'give' AND until_on IS NULL;

-- ST: what an authority attests of an organisation or a person, from a day,
-- until a last day if it has one.
CREATE TABLE standing (
  id           INTEGER PRIMARY KEY,
  org_id       INTEGER REFERENCES org (id),
  person_id    INTEGER REFERENCES person (id),
  kind         TEXT NOT NULL CHECK (kind IN ('rating', 'inspection', 'credit', 'party', 'certificate')),
  value        TEXT NOT NULL CHECK (value IN ('1A', '2A', '3A', '4A', '5A', 'pass', 'basic', 'fail', 'abnormal', 'dishonest', 'penalty',
                 'award', 'audit', 'own', 'joint', 'instructor', 'none', 'assistant', 'social-worker', 'senior')),
  year         INTEGER,          -- of an inspection: the calendar year inspected
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  until_on     TEXT CHECK (until_on IS date(until_on)),
  number       TEXT,
  members      INTEGER CHECK (members >= 0),   -- of a party organisation
  body         TEXT,             -- who attests
  basis        TEXT,             -- the document it rests on
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  CHECK ((org_id IS NULL) <> (person_id IS NULL) AND (kind = 'certificate') = (person_id IS NOT NULL)),
  CHECK ((kind = 'inspection') = (year IS NOT NULL)),
  CHECK (CASE kind WHEN 'rating' THEN value IN ('1A', '2A', '3A', '4A', '5A')
                   WHEN 'inspection' THEN value IN ('pass', 'basic', 'fail')
                   WHEN 'credit' THEN value IN ('abnormal', 'dishonest', 'penalty', 'award', 'audit')
                   WHEN 'party' THEN value IN ('own', 'joint', 'instructor', 'none')
                   WHEN 'certificate' THEN value IN ('assistant', 'social-worker', 'senior') END)
) STRICT;
CREATE INDEX standing_org ON standing (org_id, kind, on_date) WHERE org_id IS NOT NULL;
CREATE INDEX standing_person ON standing (person_id, on_date) WHERE person_id IS NOT NULL;
CREATE INDEX standing_date ON standing (on_date);

------------------------------------------------------------------------------------------- papers

-- AT: a paper on a record, by its digest. The file itself is not kept here:
-- `audit --papers FOLDER` shows whether it is still there, unaltered.
CREATE TABLE attachment (
  id           INTEGER PRIMARY KEY,
  subject      TEXT NOT NULL CHECK (subject GLOB '[A-Z]*[1-9]*'),   -- the record's code
  kind         TEXT NOT NULL CHECK (kind IN ('application', 'certificate', 'agreement', 'report', 'evaluation', 'voucher', 'photo', 'notice',
                 'other')),
  name         TEXT NOT NULL CHECK (name <> ''),              -- of the file, without its folder
  bytes        INTEGER NOT NULL CHECK (bytes >= 0),
  sha256       TEXT NOT NULL CHECK (length(sha256) = 64),     -- hex
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE UNIQUE INDEX attachment_same ON attachment (subject, sha256) WHERE void_reason IS NULL;
CREATE INDEX attachment_of ON attachment (subject);
CREATE INDEX attachment_date ON attachment (on_date);

------------------------------------------------------------------ reports, exceptions and history

-- R: an issued report, frozen as it was on the day of issue. Its figures rest on
-- the journal up to `entry`, whose hash `head` is printed on it: a copy on paper
-- anchors the chain. Issued in the entry that follows, entry + 1.
CREATE TABLE issued_report (
  id           INTEGER PRIMARY KEY,
  report       TEXT NOT NULL CHECK (report IN ('quarterly', 'monthly', 'annual', 'finance', 'certificate')),
  period       TEXT NOT NULL CHECK (period <> ''),                 -- its label, 2021Q4; of a certificate the stay's code
  start_on     TEXT NOT NULL CHECK (start_on IS date(start_on)),
  end_on       TEXT NOT NULL CHECK (end_on IS date(end_on)),       -- last day, included
  year_on      TEXT NOT NULL CHECK (year_on IS date(year_on)),     -- its year to date begins here
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),     -- the day of issue
  actor        TEXT NOT NULL CHECK (actor <> ''),                  -- who issued it
  entry        INTEGER NOT NULL CHECK (entry >= 1),                -- journal.seq
  head         TEXT NOT NULL CHECK (length(head) = 64),            -- that entry's hash
  lang         TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
  replaces     TEXT CHECK (replaces <> ''),                        -- the code of the earlier one in force on the same period
  reason       TEXT CHECK (reason <> ''),                          -- why it was issued again
  note         TEXT,
  void_reason  TEXT CHECK (void_reason <> ''),
  sha256       TEXT NOT NULL CHECK (length(sha256) = 64),          -- of content, hex
  content      TEXT NOT NULL CHECK (json_valid(content)),
    -- what writes the same bytes again in any format: the value and the
    -- document, and the state that each application then had
  CHECK (start_on <= end_on),
  CHECK ((replaces IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX issued_report_period ON issued_report (start_on, end_on);

-- W: a rule that was waived for one record, with the reason. It covers the breach
-- as it was: if a value of it changes, the rule asks for another reason.
CREATE TABLE waiver (
  id           INTEGER PRIMARY KEY,
  rule         TEXT NOT NULL CHECK (rule <> ''),
  subject      TEXT NOT NULL CHECK (subject <> ''),   -- the record's code; R5:T3@J40 is what J40 made of T3, in R5, and R5:A3@withdrawn what became of A3; PD3:V9@J40, Y1:training@J40 likewise
  breach       TEXT CHECK (breach <> ''),             -- the values that broke it; NULL: the subject says them
  reason       TEXT NOT NULL CHECK (reason <> ''),
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  void_reason  TEXT CHECK (void_reason <> '')
) STRICT;
CREATE UNIQUE INDEX waiver_once ON waiver (rule, subject, coalesce(breach, '')) WHERE void_reason IS NULL;

-- DS: personal data that was shown whole (--reveal-personal), and why.
CREATE TABLE disclosure (
  id           INTEGER PRIMARY KEY,
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  shown        TEXT NOT NULL CHECK (shown <> ''),    -- the records, by code: M1-M12 O3
  reason       TEXT NOT NULL CHECK (reason <> ''),
  void_reason  TEXT CHECK (void_reason <> '')        -- never set: rule personal.kept
) STRICT;
CREATE INDEX disclosure_date ON disclosure (on_date);

-- Q: the phones and ID numbers of a person or an organisation were erased from
-- `personal`, earlier ones too.
CREATE TABLE erasure (
  id           INTEGER PRIMARY KEY,
  subject      TEXT NOT NULL CHECK (subject GLOB '[MO][1-9]*'),  -- its code; an undo may have taken the row away
  on_date      TEXT NOT NULL CHECK (on_date IS date(on_date)),
  reason       TEXT NOT NULL CHECK (reason <> ''),
  void_reason  TEXT CHECK (void_reason <> '')        -- never set: rule personal.kept
) STRICT;
CREATE INDEX erasure_subject ON erasure (subject);
CREATE INDEX erasure_date ON erasure (on_date);

-- J: one command that changed something. seq counts from 1 without a gap.
-- hash is SHA-256 over this row, its changes and the previous hash (the format
-- is written in src/journal/seal.rs); it is NULL only inside the transaction
-- that writes the entry.
CREATE TABLE journal (
  seq        INTEGER PRIMARY KEY CHECK (seq >= 1),
  at         TEXT NOT NULL,     -- 2021-11-05T09:30:00+08:00 by the clock; a bare date was stated with --today
  actor      TEXT NOT NULL CHECK (actor <> ''),
  login      TEXT NOT NULL,     -- user@host that ran the program
  command    TEXT NOT NULL CHECK (command <> ''),   -- the verb: org add
  arguments  TEXT NOT NULL CHECK (json_valid(arguments)),  -- as typed, personal data left out
  undoes     INTEGER REFERENCES journal (seq),      -- the entry this one takes back
  hash       TEXT CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;

-- What an entry changed, row by row, in order.
CREATE TABLE change (
  id          INTEGER PRIMARY KEY,
  seq         INTEGER NOT NULL REFERENCES journal (seq),
  table_name  TEXT    NOT NULL,
  op          TEXT    NOT NULL CHECK (op IN ('I', 'U', 'D')),
  row_id      INTEGER NOT NULL,
  before      TEXT,   -- JSON of the whole row; NULL for an insert
  after       TEXT,   -- JSON of the whole row; NULL for a delete
  CHECK ((before IS NULL) = (op = 'I') AND (after IS NULL) = (op = 'D'))
) STRICT;
CREATE INDEX change_entry ON change (seq);
CREATE INDEX change_row ON change (table_name, row_id);
CREATE INDEX change_altered ON change (table_name, op) WHERE op <> 'I';  -- few: most rows are only made; undo alone deletes

CREATE TRIGGER journal_sealed BEFORE UPDATE ON journal WHEN OLD.hash IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sealed journal entry cannot be changed'); END;
CREATE TRIGGER journal_kept BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'a journal entry cannot be deleted'); END;
CREATE TRIGGER change_sealed BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'a journal change cannot be changed'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'a journal change cannot be deleted'); END;

------------------------------------------------------------------ views

-- One row an application: its days from submission to the end of the stay.
-- ended_on is NULL while the application or the stay is open.
CREATE VIEW case_file AS
SELECT a.id AS application_id, a.org_id, a.on_date AS applied_on,
       (SELECT min(r.on_date) FROM review_step r
         WHERE r.application_id = a.id AND r.void_reason IS NULL) AS screened_on,
       (SELECT min(r.on_date) FROM review_step r
         WHERE r.application_id = a.id AND r.stage = 'final' AND r.result = 'pass' AND r.void_reason IS NULL) AS approved_on,
       (SELECT min(r.on_date) FROM review_step r
         WHERE r.application_id = a.id AND r.result = 'fail' AND r.void_reason IS NULL) AS rejected_on,
       i.id AS incubation_id, i.on_date AS entered_on,
       x.on_date AS exited_on, x.result AS exit_result,
       w.on_date AS withdrawn_on,
       coalesce(x.on_date, w.on_date,
         (SELECT min(r.on_date) FROM review_step r
           WHERE r.application_id = a.id AND r.result = 'fail' AND r.void_reason IS NULL)) AS ended_on
  FROM application a
  LEFT JOIN incubation i ON i.application_id = a.id AND i.void_reason IS NULL
  LEFT JOIN exit_step  x ON x.incubation_id = i.id AND x.stage = 'final' AND x.void_reason IS NULL
  LEFT JOIN withdrawal w ON w.application_id = a.id AND w.void_reason IS NULL
 WHERE a.void_reason IS NULL;

-- The day an application or stay came into each state. Its state on day d is
-- the one with the greatest rank among the events up to d.
CREATE VIEW case_event AS
WITH step (rank, state) AS (VALUES (1, 'submitted'), (2, 'screening'), (3, 'approved'), (4, 'rejected'),
                                   (5, 'resident'), (6, 'exited'), (7, 'withdrawn'))
SELECT application_id, org_id, incubation_id, on_date, rank, state FROM (
  SELECT c.application_id, c.org_id, c.incubation_id, s.rank,
         CASE s.rank WHEN 1 THEN c.applied_on WHEN 2 THEN c.screened_on WHEN 3 THEN c.approved_on WHEN 4 THEN c.rejected_on
                     WHEN 5 THEN c.entered_on WHEN 6 THEN c.exited_on ELSE c.withdrawn_on END AS on_date,
         CASE WHEN s.rank <> 6 THEN s.state WHEN c.exit_result = 'pass' THEN 'graduated' ELSE 'left' END AS state
    FROM case_file c CROSS JOIN step s)  -- one pass over the cases, not one a state
 WHERE on_date IS NOT NULL;

-- The rows of rosters that count as person-times: present, and not `other`.
CREATE VIEW attended AS
SELECT t.on_date, t.id AS training_id, a.person_id
  FROM training t JOIN attendance a ON a.training_id = t.id
 WHERE t.void_reason IS NULL
   AND a.void_reason IS NULL AND a.status = 'present' AND a.category <> 'other';

-- What a training counts: its roster, or its headcount while it has none. A
-- roster of which every row is void says that nobody came; in two halves, for
-- one index holds the rows in force and another the void ones.
CREATE VIEW session_count AS
SELECT t.id AS training_id, t.on_date,
       CASE WHEN EXISTS (SELECT 1 FROM attendance a WHERE a.training_id = t.id AND a.void_reason IS NULL)
              OR EXISTS (SELECT 1 FROM attendance a WHERE a.training_id = t.id AND a.void_reason IS NOT NULL)
            THEN (SELECT count(*) FROM attendance a WHERE a.training_id = t.id
                     AND a.void_reason IS NULL AND a.status = 'present' AND a.category <> 'other')
            ELSE coalesce(t.headcount, 0) END AS quantity
  FROM training t WHERE t.void_reason IS NULL;

-- Every figure of the plan's targets: one arm an indicator. A figure is the sum
-- of `quantity` over the days of its period; `subject` is the record behind it.
CREATE VIEW indicator_fact (indicator, on_date, quantity, subject, org_id) AS
SELECT 'incubated', i.on_date, 1, 'I' || i.id, a.org_id
  FROM incubation i JOIN application a ON a.id = i.application_id
 WHERE i.void_reason IS NULL
UNION ALL  -- an organisation's first filing
SELECT 'filed', f.on_date, 1, 'F' || f.id, f.org_id
  FROM filing f
 WHERE f.void_reason IS NULL
   AND NOT EXISTS (SELECT 1 FROM filing e WHERE e.org_id = f.org_id AND e.void_reason IS NULL
                      AND (e.on_date, e.id) < (f.on_date, f.id))
UNION ALL
SELECT 'trainings', on_date, 1, 'T' || id, NULL FROM training WHERE void_reason IS NULL
UNION ALL  -- a roster, once given, replaces the headcount
SELECT 'trainees', on_date, quantity, 'T' || training_id, NULL FROM session_count
UNION ALL
SELECT 'consultations', c.on_date, 1, 'C' || c.id,
       (SELECT CASE count(*) WHEN 1 THEN max(o.org_id) END FROM consultation_org o WHERE o.consultation_id = c.id)
  FROM consultation c WHERE c.void_reason IS NULL
UNION ALL
SELECT 'projects', on_date, 1, 'P' || id, org_id FROM project WHERE on_date IS NOT NULL AND void_reason IS NULL
UNION ALL  -- an organisation at most once an operating year; CROSS: by its date first
SELECT 'upgraded', g.on_date, 1, 'G' || g.id, g.org_id
  FROM recognition g CROSS JOIN operating_year y ON g.on_date BETWEEN y.start_on AND y.end_on
 WHERE g.kind = 'upgraded' AND g.void_reason IS NULL
   AND NOT EXISTS (SELECT 1 FROM recognition e WHERE e.org_id = g.org_id AND e.kind = g.kind AND e.void_reason IS NULL
                      AND e.on_date >= y.start_on AND (e.on_date, e.id) < (g.on_date, g.id))
UNION ALL
SELECT 'brands', g.on_date, 1, 'G' || g.id, g.org_id
  FROM recognition g CROSS JOIN operating_year y ON g.on_date BETWEEN y.start_on AND y.end_on
 WHERE g.kind = 'brand' AND g.void_reason IS NULL
   AND NOT EXISTS (SELECT 1 FROM recognition e WHERE e.org_id = g.org_id AND e.kind = g.kind AND e.void_reason IS NULL
                      AND e.on_date >= y.start_on AND (e.on_date, e.id) < (g.on_date, g.id));

-- Every movement of money in force; `signed_fen` is what it adds to the balance.
CREATE VIEW money_move AS
SELECT v.id AS voucher_id, v.on_date, v.direction, v.category, v.source, s.account, v.org_id, v.project_id, v.amount_fen,
       CASE v.direction WHEN 'in' THEN v.amount_fen ELSE -v.amount_fen END AS signed_fen
  FROM voucher v JOIN money_source s ON s.code = v.source
 WHERE v.void_reason IS NULL;

-- What was spent on each budget line: what went out of the budget for it, and,
-- below zero, what came back to it.
CREATE VIEW line_spending (line, on_date, amount_fen) AS
SELECT v.category, v.on_date, v.amount_fen
  FROM voucher v JOIN money_category c ON c.code = v.category
 WHERE v.source = 'budget' AND v.direction = 'out' AND c.budget_line AND v.void_reason IS NULL
UNION ALL
SELECT v.line, v.on_date, -v.amount_fen
  FROM voucher v
 WHERE v.source = 'budget' AND v.direction = 'in' AND v.line IS NOT NULL AND v.void_reason IS NULL;

-- The years for which there is a budget, by both clocks. A fiscal year has the
-- amount of the operating year in which it begins, else of the first.
CREATE VIEW budget_year (period, clock, start_on, end_on, amount_fen) AS
SELECT 'Y' || no, 'operating', start_on, end_on, budget_fen FROM operating_year
UNION ALL
SELECT 'FY' || year, 'fiscal', year || '-01-01', year || '-12-31',
       coalesce((SELECT y.budget_fen FROM operating_year y WHERE year || '-01-01' BETWEEN y.start_on AND y.end_on),
                (SELECT y.budget_fen FROM operating_year y WHERE y.no = 1))
  FROM (WITH RECURSIVE years (year, last) AS (
          SELECT CAST(substr(start_on, 1, 4) AS INTEGER), CAST(substr(end_on, 1, 4) AS INTEGER) FROM plan
          UNION ALL SELECT year + 1, last FROM years WHERE year < last)
        SELECT year FROM years);

-- What was paid of each project's grant: payments, reversals among them, less refunds.
CREATE VIEW grant_payment (project_id, on_date, source, amount_fen, voucher_id) AS
SELECT project_id, on_date, source, CASE category WHEN 'refund' THEN -amount_fen ELSE amount_fen END, id
  FROM voucher
 WHERE project_id IS NOT NULL AND category IN ('grant', 'refund') AND void_reason IS NULL;

-- The quarters whose books are closed now, with the step that closed them.
CREATE VIEW closed_quarter (step_id, start_on, end_on, on_date) AS
SELECT p.id, p.start_on, p.end_on, p.on_date
  FROM period_step p
 WHERE p.step = 'closed' AND p.void_reason IS NULL
   AND NOT EXISTS (SELECT 1 FROM period_step l WHERE l.start_on = p.start_on AND l.end_on = p.end_on AND l.id > p.id
                      AND l.step IN ('closed', 'reopened') AND l.void_reason IS NULL);

-- Every contract in force with the day on which it ended or will end: its last, or
-- that of the breach that ended it. On a breach's day it runs no longer.
CREATE VIEW contract_term (contract_id, org_id, from_on, end_on, last_on, breach_id) AS
SELECT c.id, c.org_id, c.from_on, min(c.to_on, coalesce(b.on_date, c.to_on)),
       coalesce(min(c.to_on, date(b.on_date, '-1 day')), c.to_on), b.id
  FROM operator_contract c
  LEFT JOIN breach b ON b.id = (SELECT x.id FROM breach x WHERE x.contract_id = c.id AND x.void_reason IS NULL ORDER BY x.on_date, x.id LIMIT 1)
 WHERE c.void_reason IS NULL;

-- The operator's fees with the contract to which each belongs: the one that runs
-- on its day, else the last that ended; a reversal goes where what it reverses does.
CREATE VIEW operator_fee (voucher_id, contract_id, on_date, amount_fen, reverses, reversed) AS
SELECT v.id,
       (SELECT c.id FROM operator_contract c WHERE c.from_on <= coalesce(o.on_date, v.on_date) AND c.void_reason IS NULL
         ORDER BY c.from_on DESC, c.id DESC LIMIT 1),
       v.on_date, v.amount_fen, v.reverses,
       EXISTS (SELECT 1 FROM voucher x WHERE x.reverses = v.id AND x.void_reason IS NULL)
  FROM money_category k CROSS JOIN voucher v ON v.category = k.code
  LEFT JOIN voucher o ON o.id = v.reverses
 WHERE k.needs = 'evidence' AND v.void_reason IS NULL;

-- What the operator submitted, with the day by which it was due: of operating
-- quarters and years only.
CREATE VIEW submission (step_id, what, start_on, end_on, on_date, due_on) AS
SELECT p.id, p.what, p.start_on, p.end_on, p.on_date,
       CASE p.what
         WHEN 'evaluation' THEN
           (SELECT date(y.end_on, '+' || d.value || ' days') FROM parameter d, operating_year y
             WHERE d.name = 'evaluation_due_days' AND y.start_on = p.start_on AND y.end_on = p.end_on)
         ELSE
           (SELECT date(p.end_on, '+' || d.value || ' days') FROM parameter d, operating_year y, json_each('[0, 3, 6, 9]') q
             WHERE d.name = 'quarterly_due_days' AND date(y.start_on, '+' || q.value || ' months', 'floor') = p.start_on
               AND p.end_on = CASE q.value WHEN 9 THEN y.end_on
                                ELSE date(y.start_on, '+' || (q.value + 3) || ' months', 'floor', '-1 day') END)
       END
  FROM period_step p WHERE p.step = 'submitted' AND p.void_reason IS NULL;

-- What each item of an evaluation's sheet is worth: the mean of its marks, half
-- up to hundredths; NULL without any.
CREATE VIEW evaluation_item (evaluation_id, item_id, full_points, points) AS
SELECT e.id, i.id, i.full_points,
       (SELECT (2 * sum(m.points) + count(*)) / (2 * count(*)) FROM mark m WHERE m.evaluation_id = e.id AND m.item = i.code)
  FROM evaluation e JOIN sheet_item i ON i.sheet = e.sheet;

-- What an evaluation comes to, once every item has a value: hundredths of points
-- and, rounded half up to a decimal, of per cent. Grade and pass are judged
-- before rounding.
CREATE VIEW evaluation_score (evaluation_id, full_points, points, percent, grade, result) AS
WITH total (evaluation_id, full_points, points) AS (
  SELECT evaluation_id, sum(full_points), CASE WHEN count(points) = count(*) THEN sum(points) END FROM evaluation_item GROUP BY evaluation_id)
SELECT evaluation_id, full_points, points, (2000 * points + full_points) / (2 * full_points) * 10,
       CASE WHEN points IS NULL THEN NULL
            WHEN 100 * points >= (SELECT value FROM parameter WHERE name = 'grade_excellent') * full_points THEN 'excellent'
            WHEN 100 * points >= (SELECT value FROM parameter WHERE name = 'grade_good') * full_points THEN 'good'
            WHEN 100 * points >= (SELECT value FROM parameter WHERE name = 'grade_basic') * full_points THEN 'basic'
            ELSE 'poor' END,
       CASE WHEN points IS NULL THEN NULL
            WHEN 100 * points >= (SELECT value FROM parameter WHERE name = 'pass_percent') * full_points THEN 'pass' ELSE 'fail' END
  FROM total;

-- The day a project came into each state. Its state on day d is the one with the
-- greatest rank among the events up to d.
CREATE VIEW project_event (project_id, on_date, rank, state) AS
SELECT id, planned_on, 1, 'planned' FROM project WHERE planned_on IS NOT NULL AND void_reason IS NULL
UNION ALL
SELECT e.project_id, e.on_date, 2, CASE e.result WHEN 'pass' THEN 'approved' ELSE 'rejected' END
  FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.stage = 'approve' AND e.void_reason IS NULL AND p.void_reason IS NULL
UNION ALL
SELECT id, on_date, 3, 'running' FROM project WHERE on_date IS NOT NULL AND void_reason IS NULL
UNION ALL
SELECT e.project_id, e.on_date, 4, CASE e.result WHEN 'pass' THEN 'closed' ELSE 'stopped' END
  FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.stage = 'close' AND e.void_reason IS NULL AND p.void_reason IS NULL;

-- Where each project stands now: the state of its greatest rank, found by index.
CREATE VIEW project_state (project_id, org_id, state) AS
SELECT p.id, p.org_id, coalesce(
         (SELECT CASE e.result WHEN 'pass' THEN 'closed' ELSE 'stopped' END FROM evaluation e
           WHERE e.project_id = p.id AND e.stage = 'close' AND e.void_reason IS NULL ORDER BY e.on_date, e.id LIMIT 1),
         CASE WHEN p.on_date IS NOT NULL THEN 'running' END,
         (SELECT CASE e.result WHEN 'pass' THEN 'approved' ELSE 'rejected' END FROM evaluation e
           WHERE e.project_id = p.id AND e.stage = 'approve' AND e.void_reason IS NULL ORDER BY e.on_date DESC, e.id DESC LIMIT 1),
         'planned')
  FROM project p WHERE p.void_reason IS NULL;

-- Every basic service that an organisation had, in whatever form it stands on
-- record: so nothing is logged twice.
CREATE VIEW service_fact (org_id, service, on_date, subject) AS
SELECT org_id, kind, on_date, 'S' || id FROM service WHERE void_reason IS NULL
UNION ALL
SELECT org_id, 'space', on_date, 'AU' || id FROM asset_use WHERE void_reason IS NULL
UNION ALL
SELECT org_id, CASE source WHEN 'custody' THEN 'custody' ELSE 'seed-fund' END, on_date, 'V' || id
  FROM voucher
 WHERE org_id IS NOT NULL AND (source = 'custody' OR (category = 'seed-fund' AND direction = 'out')) AND void_reason IS NULL
UNION ALL
SELECT x.org_id, CASE n.kind WHEN 'coaching' THEN 'capacity' ELSE 'information' END, n.on_date, 'N' || n.id
  FROM activity n JOIN activity_org x ON x.activity_id = n.id
 WHERE n.kind IN ('coaching', 'release', 'newsletter', 'policy') AND n.void_reason IS NULL
UNION ALL
SELECT x.org_id, CASE c.topic WHEN 'registration' THEN 'registration' ELSE 'advice' END, c.on_date, 'C' || c.id
  FROM consultation c JOIN consultation_org x ON x.consultation_id = c.id
 WHERE c.void_reason IS NULL
UNION ALL
SELECT r.org_id, 'matching', m.on_date, 'RM' || m.id
  FROM resource_match m JOIN resource r ON r.id IN (m.offer_id, m.need_id)
 WHERE r.org_id IS NOT NULL AND m.void_reason IS NULL;

-- Each registration of a certificate: from the day after the one before it, if
-- that had not lapsed, up to its last day. rank is that of its level.
CREATE VIEW certificate_term (standing_id, person_id, level, rank, on_date, from_on, until_on) AS
SELECT s.id, s.person_id, s.value, CASE s.value WHEN 'assistant' THEN 1 WHEN 'social-worker' THEN 2 ELSE 3 END, s.on_date,
       coalesce((SELECT date(p.until_on, '+1 day') FROM standing p
                  WHERE p.person_id = s.person_id AND p.kind = 'certificate' AND p.value = s.value AND p.until_on >= s.on_date
                    AND (p.on_date, p.id) < (s.on_date, s.id) AND p.void_reason IS NULL
                  ORDER BY p.on_date DESC, p.id DESC LIMIT 1), s.on_date),
       s.until_on
  FROM standing s WHERE s.kind = 'certificate' AND s.void_reason IS NULL;

-- Who came to which training, of the rows that count, with what category. CROSS:
-- the trainings by their day first.
CREATE VIEW trained (person_id, on_date, training_id, category, minutes, attendance_id) AS
SELECT a.person_id, t.on_date, t.id, a.category, t.minutes, a.id
  FROM training t CROSS JOIN attendance a ON a.training_id = t.id
 WHERE t.void_reason IS NULL
   AND a.void_reason IS NULL AND a.status = 'present' AND a.category <> 'other';
