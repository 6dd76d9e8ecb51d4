"""Has anybody edited or cut a log of disclosures: our own, or an owner's as we heard it (I16)?"""

from chassis.decisions.commands import Records
from chassis.decisions.disclosure_checks import CheckedLog, own_logs
from consent.lookups.disclosure import DisclosureMade
from consent.participant_log.heard_disclosures import check_heard
from samplan.bus.store.transactions import Database

_own_logs = own_logs(DisclosureMade)


def check_logs(database: Database, work: Records) -> list[CheckedLog]:
    return [*_own_logs(database, work), *check_heard(work)]
