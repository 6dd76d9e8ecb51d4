"""Are all consent events that this store has applied in its circles? If not, the inbox reads them again.

Version 0.1.0 applies consents without keeping circles: before an upgrade, during it, and after a rollback. So
every start compares: no migration can do it once and for all.
"""

from uuid import UUID

from samplan.bus.reading.closings import subject_of
from samplan.privacy.circle.circles import note_mark
from samplan.privacy.tables import Tables

_MISSED = """
SELECT heard.source, heard.subject, heard.sequence FROM inbox_marks AS heard
LEFT JOIN circle_marks AS noted ON noted.subject = heard.subject AND noted.source = heard.source
WHERE heard.source LIKE '/%/consent/%' AND heard.sequence > coalesce(noted.sequence, 0)
ORDER BY heard.source, heard.subject"""
_FORGET_THE_SUBJECT = (
    "UPDATE inbox_marks SET sequence = 0, event = '' WHERE source = :source AND subject = :subject",
    "DELETE FROM early_endings WHERE source = :source AND subject = :subject",
)
_FROM_THE_BEGINNING = (
    "UPDATE inbox_positions SET next_offset = 0 WHERE topic LIKE '%.consent.v1'",
    "UPDATE meta SET value = '' WHERE name = 'heard_all_until'",
)


def read_again_what_was_missed(tables: Tables) -> int:
    """How many subjects are read again. Nothing that rests on a consent is answered before that is done.

    A record that an operator has discarded counts as missed once: it is parked again.
    """
    parked = {subject_of(row["record_key"]) for row in tables.rows("SELECT record_key FROM parked")}
    missed = [row for row in tables.rows(_MISSED) if row["subject"] not in parked]
    for row in missed:
        note_mark(row["source"], UUID(row["subject"]), row["sequence"], tables)
        for statement in _FORGET_THE_SUBJECT:
            tables.write(statement, {"source": row["source"], "subject": row["subject"]})
    for statement in _FROM_THE_BEGINNING if missed else ():
        tables.write(statement)
    return len(missed)
