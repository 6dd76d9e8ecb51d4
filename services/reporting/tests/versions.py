"""The same events as a later version of the referral service publishes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from samplan.contracts.codes.ages import AgeGroup
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import EnrolmentDescribed, ParticipantEnrolled, ParticipantEnrolledV2


def in_version_2(events: Iterable[ContractEvent]) -> list[ContractEvent]:
    """The same, with each enrolment in version 2, and what describes it on its own topic."""
    return [one for event in events for one in _in_version_2(event)]


def _in_version_2(event: ContractEvent) -> Iterator[ContractEvent]:
    if not isinstance(event, ParticipantEnrolled):
        yield event
        return
    yield ParticipantEnrolledV2(
        occurred_on=event.occurred_on,
        referral_id=event.referral_id,
        participant_id=event.participant_id,
        consent_id=event.consent_id,
        programme=event.programme,
        mode=event.mode,
    )
    yield EnrolmentDescribed(
        occurred_on=date(event.occurred_on.year, 1, 1),
        referral_id=event.referral_id,
        sex=event.sex,
        income_support=event.income_support,
        age_group=AgeGroup.of(event.age_band),
    )
