"""No reaction of a service takes effect twice: each event that it reads is delivered again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.journeys.stores import rows_of

from chassis.service.service import Service
from consent.service import SERVICE as CONSENT
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from samplan.contracts.codes import Mode
from samplan.contracts.consent import ConsentGranted, ConsentRevoked, ParticipantDeceased
from samplan.contracts.erasures import ErasureExecuted, ErasureRequested
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import (
    ParticipantEnrolled,
    ParticipantEnrolledV2,
    ReferralEnteredInError,
    StudyVisitEnded,
)
from samplan.contracts.registry import EVENTS
from samplan.contracts.samples import all_golden
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TODAY = date(2022, 12, 1)
WHERE_IT_READS = ("inbox_positions", "inbox_marks")
FIRST = (ConsentGranted, ParticipantEnrolledV2, ParticipantEnrolled)
LAST = (ReferralEnteredInError, ConsentRevoked, ParticipantDeceased, ErasureRequested, ErasureExecuted)
SETTINGS: Mapping[str, Mapping[str, Any]] = {"planning": {"card_senders": "malmo-ifo"}}
PROVED_IN = {
    "when_plan_opened_note_plan": "services/referral/tests/test_plan_steps.py",
    "when_plan_changed_tell_referrer": "services/referral/tests/test_plan_steps.py",
    "when_erasure_acknowledged_note_it": "services/consent/tests/test_erasing_elsewhere.py",
}
"""What has an effect only on records that the service's own users make: the spec that delivers it again."""


def sample(kind: type[ContractEvent]) -> Any:
    """The golden sample, of one referral: its enrolment is a study visit, which ends, and is an error."""
    event = msgspec.json.decode(all_golden()[kind.TYPE].value or b"", type=kind)
    match event:
        case ParticipantEnrolled() | ParticipantEnrolledV2():
            return msgspec.structs.replace(event, mode=Mode.STUDY_VISIT)
        case StudyVisitEnded() | ReferralEnteredInError():
            enrolment = sample(ParticipantEnrolledV2)
            return msgspec.structs.replace(
                event, referral_id=enrolment.referral_id, occurred_on=enrolment.occurred_on
            )
        case _:
            return event


def story(service: Service) -> list[ContractEvent]:
    """Every event that the service reacts to: what opens records first, what ends them last."""
    read = [kind for kind in EVENTS.values() if kind in service.policies]
    order = [*FIRST, *(kind for kind in read if kind not in (*FIRST, *LAST)), *LAST]
    return [sample(kind) for kind in order if kind in read]


def rows(service: ServiceUnderTest) -> list[str]:
    return sorted(rows_of(service.database, besides=WHERE_IT_READS))


@pytest.fixture(params=[PLANNING, REFERRAL, CONSENT], ids=lambda service: service.name)
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    one: Service = request.param
    with ServiceUnderTest(one, tmp_path, today=TODAY, **SETTINGS.get(one.name, {})) as under_test:
        yield under_test


def test_no_reaction_takes_effect_twice(service: ServiceUnderTest) -> None:
    policies = service.service.policies
    had_effect: set[str] = set()
    for event in story(service.service):
        before = rows(service)
        received = service.receive(event)
        after = rows(service)
        service.redeliver(received)
        assert rows(service) == after, type(event).__name__
        if after != before:
            had_effect |= {one.__name__ for one in policies[type(event)]}
    assert service.parked() == []
    assert names(list(policies.values())) - had_effect - set(PROVED_IN) == set()


def names(policies: Sequence[Sequence[Any]]) -> set[str]:
    return {one.__name__ for every in policies for one in every}


@pytest.mark.parametrize("file", sorted(set(PROVED_IN.values())))
def test_what_it_cannot_reach_is_delivered_again_elsewhere(file: str) -> None:
    assert ".redeliver(" in (ROOT / file).read_text()
