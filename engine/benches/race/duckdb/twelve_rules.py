"""The twelve rules of W5 in DuckDB: NDJSON in, NDJSON out, one thread; prints the seconds of processor time of that alone."""

import sys
import time

import duckdb

TEXTS = (
    "login firstName lastName email title department costCenter directNumber extensionNumber "
    "city countryCode"
).split()
COLUMNS = {name: "VARCHAR" for name in TEXTS} | {"salary": "BIGINT", "isContractor": "BOOLEAN"}

people, results = sys.argv[1:]
connection = duckdb.connect(config={"threads": 1})
begin = time.process_time()
connection.execute(
    f"""
    COPY (
      SELECT
        login AS "userName",
        email AS "email",
        firstName AS "givenName",
        lastName AS "familyName",
        lastName || ', ' || firstName AS "displayName",
        coalesce(directNumber, '') || '#' || extensionNumber AS "phone",
        coalesce(lower(split_part(email, '@', 1)), '') || '.' || coalesce(substring(lastName, 1, 3), '')
          AS "nickName",
        title AS "title",
        department AS "department",
        'CC-' || costCenter AS "costCenter",
        salary > 1000000 AND NOT isContractor OR contains(department, 'Sales') AS "isSales",
        city || ', ' || countryCode AS "location"
      FROM read_json('{people}', format = 'newline_delimited', columns = {COLUMNS})
    ) TO '{results}' (FORMAT json)
    """
)
print(time.process_time() - begin)
