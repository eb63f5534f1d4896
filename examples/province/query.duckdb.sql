-- As load.sql, straight from the file.
SELECT indicator, unit, sum("YTD") AS actual, sum(target) AS target,
       round(100.0 * sum("YTD") / nullif(sum(target), 0), 1) AS percent,
       count(*) FILTER (WHERE status IN ('behind', 'missed')) AS lagging, count(*) AS bases
  FROM read_csv('sum/figures.csv', header = true)
 GROUP BY indicator, unit ORDER BY percent;
