-- England beside the trusts of the table: every dataset and year.
CREATE OR REPLACE TABLE gold.england_total AS
FROM england ORDER BY dataset, fy, measure;
