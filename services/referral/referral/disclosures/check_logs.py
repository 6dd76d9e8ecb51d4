"""Has anybody tampered with the logs of disclosures (R-16)? Version 0.1.0 kept one of its own."""

from chassis.decisions.commands import Records
from chassis.decisions.disclosure_checks import CheckedLog, facts_of, own_logs
from referral.disclosures.disclosures import DisclosureMade, EarlierDisclosure
from referral.disclosures.earlier_log import earlier_log_broken_at
from samplan.bus.store.transactions import Database

_own_logs = own_logs(DisclosureMade)


def check_logs(database: Database, work: Records) -> list[CheckedLog]:
    facts = facts_of(database, EarlierDisclosure)
    hashes = {fact.position: fact.chained for fact in facts if isinstance(fact, EarlierDisclosure)}
    earlier = CheckedLog(name="log of 0.1.0", broken_at=earlier_log_broken_at(hashes, work), hashes=hashes)
    return [*_own_logs(database, work), earlier]
