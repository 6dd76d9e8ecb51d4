"""Every published event by its type, and the topics."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from samplan.contracts import consent, erasures, planning, referral
from samplan.contracts.event import ContractEvent

_PUBLISHED: tuple[type[ContractEvent], ...] = tuple(
    declared
    for module in (referral, consent, erasures, planning)
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

PUBLISHERS = ("referral", "consent", "planning")

TOPIC_PATTERNS: Mapping[str, str] = MappingProxyType(
    {service: rf"^[a-z-]+\.{service}\.v1$" for service in PUBLISHERS}
)


def topic_of(agency: str, service: str) -> str:
    """The topic that an agency's service writes, as its only writer."""
    return f"{agency}.{service}.v1"


@lru_cache(maxsize=256)
def dataschema_of(type_name: str) -> str:
    """The URN of the JSON Schema of one version of one event."""
    service, event, version = TypeName.parse(type_name)
    return f"urn:samplan:schema:{service}.{event}:{version}"
