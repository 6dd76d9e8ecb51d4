"""Every published event by its type, and the topics."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from samplan.contracts import consent, intake, referral, reporting
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners import deliveries, erasures
from samplan.contracts.planning import cards, endings, groups, items, meetings, plans, records, revisions
from samplan.contracts.steering import bodies, chains, comparisons, definitions, targets

_PUBLISHED: tuple[type[ContractEvent], ...] = tuple(
    declared
    for module in (
        referral,
        intake,
        consent,
        erasures,
        plans,
        items,
        revisions,
        endings,
        groups,
        meetings,
        records,
        reporting,
        targets,
        definitions,
        bodies,
        chains,
        comparisons,
        cards,
        deliveries,
    )
    for declared in vars(module).values()
    if isinstance(declared, type) and issubclass(declared, ContractEvent) and "TYPE" in vars(declared)
)
"""Every event that these modules declare."""

EVENTS: Mapping[str, type[ContractEvent]] = MappingProxyType({event.TYPE: event for event in _PUBLISHED})


class TypeName(NamedTuple):
    """The parts of `samplan.<service>.<event>.v<version>`."""

    service: str
    event: str
    version: int

    @classmethod
    def parse(cls, text: str) -> "TypeName":
        """Raises ValueError for anything that is not a type of this system."""
        system, service, event, version = text.split(".")
        if system != "samplan" or not version.startswith("v"):
            raise ValueError("not a samplan type")
        return cls(service, event, int(version[1:]))


NEWEST: Mapping[tuple[str, str], int] = MappingProxyType(
    {(name.service, name.event): name.version for name in sorted(map(TypeName.parse, EVENTS))}
)

PUBLISHERS = ("referral", "consent", "planning", "reporting", "steering")
SENDERS = ("cards",)
"""The channels that an agency's own system writes."""

DELIVERERS = ("referral", "planning")
"""The services that deliver what they publish to agencies' own systems, each on a topic of its own."""
DELIVERIES = "deliveries"
"""The channel of what only deliveries hold. There is no topic of that name."""

CHANNELS: Mapping[str, str] = MappingProxyType(
    {name: event.CHANNEL or TypeName.parse(name).service for name, event in EVENTS.items()}
)
"""By type: the channel whose topics hold it. A service has one of its own name, and others beside it."""


def channels_of(service: str) -> tuple[str, ...]:
    """The channels that a service writes, its own first."""
    beside = {CHANNELS[name] for name in EVENTS if TypeName.parse(name).service == service} - {service}
    return (service, *sorted(beside))


TOPIC_PATTERNS: Mapping[str, str] = MappingProxyType(
    {service: rf"^[a-z-]+\.{service}\.v1$" for service in PUBLISHERS}
)


def channel_of(event: ContractEvent) -> str:
    """The channel that holds this event: its type's, or the one to its only reader."""
    channel = CHANNELS[event.TYPE]
    return channel if event.reader is None else channel_to(channel, event.reader)


@lru_cache(maxsize=256)
def channels_for(type_name: str) -> frozenset[str]:
    """The channels on which an event of this type may be."""
    channel = CHANNELS[type_name]
    if EVENTS[type_name].TO is None:
        own = frozenset({channel}) - {DELIVERIES}
        return own | _delivery_channels_of(channel)
    return frozenset(channel_to(channel, reader.value) for reader in Agency)


def is_on(event: ContractEvent, channel: str) -> bool:
    """Whether this event may be on the channel: its own, or one on which it is delivered."""
    if event.TO is not None:
        return channel == channel_of(event)
    return channel in channels_for(event.TYPE)


@lru_cache(maxsize=64)
def _delivery_channels_of(channel: str) -> frozenset[str]:
    services = DELIVERERS if channel == DELIVERIES else {channel}.intersection(DELIVERERS)
    return frozenset(delivery_channel(service, one) for service in services for one in Agency)


def delivery_channel(service: str, recipient: str) -> str:
    """The channel on which a service delivers to the system of one agency, which alone may read it."""
    return f"{service}.to-{recipient}"


def channel_to(channel: str, reader: str) -> str:
    """The channel that one agency alone may read."""
    return f"{channel}-to-{reader}"


def is_delivery(topic: str) -> bool:
    """Whether the topic holds what a service delivers to one agency's system."""
    return ".to-" in topic


def topic_of(agency: str, channel: str) -> str:
    """The topic of an agency's channel, which its service writes as the only writer."""
    return f"{agency}.{channel}.v1"


@lru_cache(maxsize=256)
def dataschema_of(type_name: str) -> str:
    """The URN of the JSON Schema of one version of one event."""
    service, event, version = TypeName.parse(type_name)
    return f"urn:samplan:schema:{service}.{event}:{version}"
