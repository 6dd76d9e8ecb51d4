"""Is the log of disclosures what was once written (I16)?

The facts in the store hold each entry's hash too: who edits or cuts the log would have to change both. The
hash in a service's own log lines (`disclosed`) lies outside the database.
"""

from collections.abc import Mapping

from chassis.decisions.journal import from_stored
from chassis.decisions.work import Application
from consent.lookups.disclosure import DisclosureMade
from samplan.bus.store.transactions import Database
from samplan.privacy import disclosure_log

BATCH = 1_000


def broken_at(application: Application) -> int | None:
    """The first position at which it differs from what was written; None for a whole log."""
    published = _hashes_of_facts(application.database)
    with application.reading() as work:
        return disclosure_log.broken_at(work, published)


def _hashes_of_facts(database: Database) -> Mapping[int, str]:
    hashes: dict[int, str] = {}
    last = 0
    while batch := database.notifications(last, BATCH):
        last = batch[-1].id
        made = [one for stored in batch if isinstance(one := from_stored(stored), DisclosureMade)]
        hashes |= {one.position: one.chained for one in made if one.position and one.chained}
    return hashes
