"""No reaction of a service takes effect twice: each event that it reads is delivered again."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.journeys.stores import rows_of
from tests.lives.reactions import CARD_SENDERS, TODAY, WHERE_IT_READS, story

from chassis.service.service import Service
from consent.service import SERVICE as CONSENT
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PROVED_IN = {
    "when_plan_opened_note_plan": "services/referral/tests/test_plan_steps.py",
    "when_plan_changed_tell_referrer": "services/referral/tests/test_plan_steps.py",
    "when_erasure_acknowledged_note_it": "services/consent/tests/test_erasing_elsewhere.py",
}
"""What has an effect only on records that the service's own users make: the spec that delivers it again."""


def rows(service: ServiceUnderTest) -> list[str]:
    return sorted(rows_of(service.database, besides=WHERE_IT_READS))


@pytest.fixture(params=[PLANNING, REFERRAL, CONSENT], ids=lambda service: service.name)
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    one: Service = request.param
    with ServiceUnderTest(one, tmp_path, today=TODAY, **CARD_SENDERS.get(one.name, {})) as under_test:
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
