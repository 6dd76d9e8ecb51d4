"""What holds for one id of a person holds for each, also for an id that is linked to it later (C-14).

Readers know nothing of the link: what holds is published for each id.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from chassis.decisions.commands import Records
from consent.circle_versions.circle_versions import take_version
from consent.participants.blocks import BlockSet
from consent.participants.emergency_access import EmergencyAccessOpened
from consent.participants.participant import Participant
from consent.participants.record_death import ParticipantDeceased
from samplan.privacy.circle.circle import EmergencyAccess


def share_what_holds(ids: Iterable[UUID], on: date, now: datetime, work: Records) -> None:
    """Blocks, a death, and emergency accesses whose hours have not passed."""
    persons = [work.load(Participant, one) for one in sorted(ids)]
    for person in persons:
        _share_blocks(person, persons, on, work)
        _share_death(person, persons, work)
        _share_accesses(person, persons, now, work)


def _share_blocks(person: Participant, persons: list[Participant], on: date, work: Records) -> None:
    blocked = frozenset(agency for one in persons for agency in one.blocked)
    for agency in sorted(blocked - person.blocked):
        version = take_version(person.id, work)
        person.trigger_event(BlockSet, agency=agency, circle_version=version, occurred_on=on)


def _share_death(person: Participant, persons: list[Participant], work: Records) -> None:
    died_on = min((one.deceased_on for one in persons if one.deceased_on), default=None)
    if died_on and person.deceased_on is None:
        version = take_version(person.id, work)
        person.trigger_event(ParticipantDeceased, circle_version=version, occurred_on=died_on)


def _share_accesses(person: Participant, persons: list[Participant], now: datetime, work: Records) -> None:
    present = {access for one in persons for access in one.emergency if now < access.closes_at}
    for access in sorted(present - {*person.emergency}, key=lambda one: (one.opened_at, one.agency)):
        _open_too(person, access, work)


def _open_too(person: Participant, access: EmergencyAccess, work: Records) -> None:
    """Reason and persons stay with the id for which it was opened."""
    person.trigger_event(
        EmergencyAccessOpened,
        agency=access.agency,
        opened_at=access.opened_at,
        closes_at=access.closes_at,
        access_id=person.id,
        sealed="",
        programme=access.programme,
        beats_block=access.beats_block,
        circle_version=take_version(person.id, work),
        occurred_on=access.opened_on,
    )
