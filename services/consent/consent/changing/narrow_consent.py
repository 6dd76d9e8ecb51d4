from collections.abc import Collection
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Refused
from consent.circle_versions.circle_versions import NextVersion
from consent.consent import Consent, ConsentFact
from consent.revoking.ask_holders import ReleasingCommand
from samplan.contracts.codes import Agency


class NoAgencyLeft(Refused):
    code = "no_agency_left"
    status = 422
    title: ClassVar[str] = "The consent would name no agency: revoke it instead"


class ConsentNarrowed(ConsentFact):
    """`agencies` are those that remain."""

    TOPIC = "consent.ConsentNarrowed"
    participant_id: UUID
    agencies: tuple[Agency, ...]
    circle_version: int

    def apply(self, consent: Consent) -> None:
        consent.agencies = self.agencies


def narrow(consent: Consent, without: Collection[Agency], on: date, next_version: NextVersion) -> None:
    """The consent no longer names these agencies. One that has ended or does not name them is unchanged."""
    remaining = tuple(agency for agency in consent.agencies if agency not in without)
    if not consent.has_ended and remaining != consent.agencies:
        consent.trigger_event(
            ConsentNarrowed,
            participant_id=consent.participant_id,
            agencies=remaining,
            circle_version=next_version(),
            occurred_on=on,
        )


class NarrowConsent(
    ReleasingCommand, path="narrowing", sv="Begränsa samtycket", en="Narrow the consent", versioned=False
):
    """`without`: agencies that may no longer know. At any time, by any agency that the consent names."""

    without: tuple[Agency, ...]

    def decide(self, consent: Consent, next_version: NextVersion) -> None:
        consent.require_granted(self.occurred_on)
        if not consent.has_ended and set(consent.agencies) <= set(self.without):
            raise NoAgencyLeft
        narrow(consent, self.without, self.occurred_on, next_version)


class RestoreNarrowing(ReleasingCommand):
    """The store has lost a published narrowing: the consent names these agencies at most (I20)."""

    agencies: tuple[Agency, ...]

    def decide(self, consent: Consent, next_version: NextVersion) -> None:
        consent.require_granted(self.occurred_on)
        without = [agency for agency in consent.agencies if agency not in self.agencies]
        narrow(consent, without, self.occurred_on, next_version)
