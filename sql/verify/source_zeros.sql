-- Whether the source keeps the sign of a -0 that is stored in a DOUBLE and in a FLOAT, and sends it. A UNION has to be stored, as
-- rows of a table are, so that no table and no privilege is needed. The columns are read in the binary protocol, as rows are; their
-- bytes stand inside a point, the last one, which has the sign, first.
-- Parameters: none. MariaDB 10.6 or newer.
SELECT d                                             AS double_zero,
       f                                             AS float_zero,
       HEX(REVERSE(SUBSTR(POINT(d, 0), 10, 8)))      AS double_bytes,
       HEX(REVERSE(SUBSTR(POINT(f, 0), 10, 8)))      AS float_bytes
  FROM (SELECT -0e0 AS d, CAST(-0e0 AS FLOAT) AS f
        UNION ALL
        SELECT -0e0, CAST(-0e0 AS FLOAT)) AS zeros
 LIMIT 1
