from dataclasses import dataclass
from uuid import UUID

from consent.consent.consent import Consent
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class SeenConsent:
    """A consent as one agency sees it, without the agencies that it may not know of.

    `place`: None in the answer to a command, which is stored.
    """

    consent: Consent
    hidden: frozenset[Agency]
    place: str | None = None

    @property
    def id(self) -> UUID:
        return self.consent.id

    @property
    def agencies(self) -> list[Agency]:
        """Those that it names to the agency."""
        return [one for one in self.consent.agencies if one not in self.hidden]

    @property
    def version(self) -> int:
        return self.consent.version


def hidden_from(agency: Agency, keeper: Agency, blocked: frozenset[Agency]) -> frozenset[Agency]:
    """Those that a consent may name and that the agency may not know of (C-05).

    The keeper of consents sees all. A blocked agency, which may have to revoke, sees itself alone; the others
    see those that may know. No answer says that there is a block.
    """
    if agency == keeper:
        return frozenset()
    return frozenset(Agency) - {agency} if agency in blocked else blocked
