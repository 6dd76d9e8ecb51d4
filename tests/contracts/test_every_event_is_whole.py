"""Every published event has a producer, a golden sample, a schema and an entry in the documentation."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.contracts.stored_events import facts_of

from chassis.decisions.published import contract_of
from samplan.contracts.documents.asyncapi import key_of
from samplan.contracts.documents.samples import all_golden
from samplan.contracts.documents.schemas import committed
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import CHANNELS, DELIVERIES, EVENTS, PUBLISHERS, SENDERS, TypeName

ROOT = Path(__file__).parents[2]
DOCS, SERVICES = ROOT / "docs", ROOT / "services"


def is_mentioned_by(service: str, event: type[ContractEvent]) -> bool:
    """Whether a fact of the service has its name, or the service imports it to publish it."""
    if any(contract_of(fact) is event for fact in facts_of(service)):
        return True
    module = event.__module__.replace(".", r"(\.| import )")
    publishing = (SERVICES / service / service).glob("publishing.py")
    return any(re.search(rf"\b{module}\b", text_of(one)) for one in publishing)


def is_published_by(service: str, event: type[ContractEvent]) -> bool:
    """Whether a fact of the service has its name, or the service's table of what it publishes names it."""
    if any(contract_of(fact) is event and not fact.IS_PRIVATE for fact in facts_of(service)):
        return True
    publishing = SERVICES / service / service / "publishing.py"
    return publishing.exists() and bool(re.search(rf"\bpublished\.{event.__name__}\b", text_of(publishing)))


@cache
def text_of(file: Path) -> str:
    return file.read_text()


@cache
def channels() -> Mapping[str, Any]:
    document: dict[str, Mapping[str, Any]] = json.loads(text_of(DOCS / "asyncapi.json"))
    return document["channels"]


def service_of(event: type[ContractEvent]) -> str:
    return TypeName.parse(event.TYPE).service


PUBLISHED = [event for event in EVENTS.values() if service_of(event) not in (*SENDERS, DELIVERIES)]


class TestEveryEventOfAService:
    def test_has_a_producer_in_the_service_it_is_named_for(self) -> None:
        assert [one.TYPE for one in PUBLISHED if not is_published_by(service_of(one), one)] == []

    @pytest.mark.parametrize("other", PUBLISHERS)
    def test_has_no_producer_elsewhere(self, other: str) -> None:
        of_others = [one for one in PUBLISHED if service_of(one) != other]
        assert [one.TYPE for one in of_others if is_mentioned_by(other, one)] == []


class TestEveryEvent:
    def test_has_a_golden_sample(self) -> None:
        assert EVENTS.keys() - all_golden().keys() == set()

    def test_has_a_schema(self) -> None:
        assert [name for name in EVENTS if committed(name) is None] == []

    def test_has_an_entry_in_the_documentation(self) -> None:
        page = text_of(DOCS / "events.md")
        entries = {f"### {event.__name__} · {event.SWEDISH}\n" for event in EVENTS.values()}
        assert {entry for entry in entries if entry not in page} == set()

    def test_is_a_message_of_its_channel(self) -> None:
        messages = {name: channels()[CHANNELS[name]]["messages"] for name in EVENTS}
        assert [name for name, event in EVENTS.items() if key_of(event) not in messages[name]] == []
