"""Has anybody edited or cut a log of disclosures: our own, or an owner's as received (I16)?"""

from chassis.decisions.commands import Records
from chassis.decisions.disclosure_checks import CheckedLog, own_logs
from consent.lookups.disclosure import DisclosureMade
from consent.participant_log.received_disclosures import check_received
from samplan.bus.store.transactions import Database

_own_logs = own_logs(DisclosureMade)


def check_logs(database: Database, work: Records) -> list[CheckedLog]:
    return [*_own_logs(database, work), *check_received(work)]
