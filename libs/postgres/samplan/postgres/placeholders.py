"""Statements with `:name` parameters, as SQLite takes them, for psycopg."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=512)
def as_pyformat(sql: str) -> str:
    """The statement with `%(name)s`, the DB-API's paramstyle pyformat."""
    return re.sub(r"(?<!:):([a-z_]\w*)", r"%(\1)s", sql.replace("%", "%%"))
