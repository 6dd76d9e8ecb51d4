"""Publishing: a fact is published as the contract event of the same name, unless it is private."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from eventsourcing.utils import get_topic

from chassis.decisions.domain import DomainEvent
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import CHANNELS, EVENTS, NEWEST, channel_to

Translation = Callable[[Any], ContractEvent | None]


@cache
def contract_of(fact: type[DomainEvent]) -> type[ContractEvent] | None:
    """The newest contract event with the name in the fact's `TOPIC`, or None."""
    service, _, event = get_topic(fact).partition(".")
    version = NEWEST.get((service, event))
    return None if version is None else EVENTS[f"samplan.{service}.{event}.v{version}"]


def published_as(contract: type[ContractEvent]) -> Translation:
    """A translation that copies the members that the contract declares, by name."""
    names = tuple(name for name in contract.__struct_fields__ if name != contract.SUBJECT)

    def translate(fact: DomainEvent) -> ContractEvent:
        members: dict[str, Any] = {name: getattr(fact, name) for name in names}
        members[contract.SUBJECT] = fact.originator_id
        return contract(**members)

    return translate


class Publishing:
    """Translates facts to contract events; `translations` are for facts that differ from their contract."""

    def __init__(self, translations: Mapping[type[DomainEvent], Translation] = MappingProxyType({})) -> None:
        self._explicit = frozenset(translations)
        self._translations = dict(translations)

    @property
    def translated(self) -> frozenset[type[DomainEvent]]:
        """The facts with an explicit translation."""
        return self._explicit

    def __call__(self, fact: DomainEvent) -> ContractEvent | None:
        """None for a private or withheld fact. Raises KeyError for a fact without a contract event."""
        if fact.IS_PRIVATE or fact.is_withheld:
            return None
        return self.translation_of(type(fact))(fact)

    def translation_of(self, fact: type[DomainEvent]) -> Translation:
        """The translation of facts of this class. Raises KeyError when no contract event has their name."""
        if fact not in self._translations:
            contract = contract_of(fact)
            if contract is None:
                raise KeyError(get_topic(fact))
            self._translations[fact] = published_as(contract)
        return self._translations[fact]


@dataclass(frozen=True)
class Beside:
    """An event on a channel beside the service's own, and the facts that it is published for."""

    event: type[ContractEvent]
    translations: Mapping[type[DomainEvent], Translation]
    reader: str | None = None
    """The agency that alone may read it, for an event that has one reader."""

    @property
    def channel(self) -> str:
        channel = CHANNELS[self.event.TYPE]
        return channel if self.reader is None else channel_to(channel, self.reader)

    @property
    def topics(self) -> frozenset[str]:
        """The facts, as a store names them."""
        return frozenset(map(get_topic, self.translations))

    def __call__(self, fact: DomainEvent) -> ContractEvent | None:
        """None for every other fact, and for a withheld one."""
        translate = self.translations.get(type(fact))
        return None if translate is None or fact.is_withheld else translate(fact)
