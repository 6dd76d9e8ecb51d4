"""A programme's dated row as a definition that can be shown."""

from __future__ import annotations

from chassis.settings.programmes import Row
from reporting.answers.answer import Definition


def definition(name: str, row: Row, version: int) -> Definition:
    return Definition(
        id=name,
        version=version,
        valid_from=row.valid_from,
        reason=row.reason,
        approved_by=row.approved_by,
    )
