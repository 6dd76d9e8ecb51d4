"""Every fact is published or declared private, never neither and never both (ADR 2)."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

import pytest
from tests.contracts.stored_events import facts_of

from chassis.decisions.domain import DomainEvent
from chassis.decisions.published import Publishing, contract_of
from consent.service import SERVICE as CONSENT
from planning.service import SERVICE as PLANNING
from referral.service import SERVICE as REFERRAL
from reporting.service import SERVICE as REPORTING
from steering.service import SERVICE as STEERING

DECLARED: Mapping[str, object] = MappingProxyType(
    {
        "consent": CONSENT.translate,
        "planning": PLANNING.translate,
        "referral": REFERRAL.translate,
        "reporting": REPORTING.translate,
        "steering": STEERING.translate,
    }
)
"""How each service publishes its facts."""


@pytest.mark.parametrize("service", DECLARED)
class TestADeclaredFact:
    def test_is_private_or_has_a_contract_event(self, service: str) -> None:
        publishing = DECLARED[service]
        assert isinstance(publishing, Publishing)
        told = [fact for fact in facts_of(service) if not fact.IS_PRIVATE]
        assert told
        for fact in told:
            publishing.translation_of(fact)  # raises KeyError for one that has none

    def test_is_not_private_while_the_contract_has_an_event_of_its_name(self, service: str) -> None:
        assert [fact for fact in facts_of(service) if fact.IS_PRIVATE and contract_of(fact)] == []

    def test_has_every_member_of_the_contract_event_of_its_name(self, service: str) -> None:
        publishing = DECLARED[service]
        assert isinstance(publishing, Publishing)
        for fact in set(facts_of(service)) - publishing.translated:
            if contract := contract_of(fact):
                own = {member.name for member in fields(fact)} | {*dir(fact)}
                assert set(contract.__struct_fields__) - {contract.SUBJECT} <= own


class Unplaced(DomainEvent):
    """One that nobody has placed."""

    TOPIC = "planning.SomethingHappened"


def test_a_fact_that_is_neither_is_refused() -> None:
    with pytest.raises(KeyError):
        Publishing().translation_of(Unplaced)
