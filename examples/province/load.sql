-- Loads sum/figures.csv and sum/bases.csv, and asks the province's question:
-- which targets lag, and in how many bases.
BEGIN;
DROP TABLE IF EXISTS figure, base;
CREATE TABLE base (
  file text PRIMARY KEY, plan text, year text, met int, on_track int, behind int, missed int, entry text, head text);
CREATE TABLE figure (
  file text REFERENCES base, indicator text, unit text, period bigint, year_to_date bigint, target bigint, percent numeric, status text,
  PRIMARY KEY (file, indicator));
\copy base FROM 'sum/bases.csv' WITH (FORMAT csv, HEADER true)
\copy figure FROM 'sum/figures.csv' WITH (FORMAT csv, HEADER true)
COMMIT;

SELECT indicator, unit, sum(year_to_date) AS actual, sum(target) AS target,
       round(100.0 * sum(year_to_date) / nullif(sum(target), 0), 1) AS percent,
       count(*) FILTER (WHERE status IN ('behind', 'missed')) AS lagging, count(*) AS bases
  FROM figure GROUP BY indicator, unit ORDER BY percent;
