from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.consent import Consent, Office, hidden_from
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class SeenHolders:
    """A consent, and those of its holders that an agency is informed about."""

    consent: Consent
    agencies: frozenset[Agency]


class ListHolders(Command[Office]):
    """Those that the consent names or has named, to the keeper of consents and to those that it names.

    An agency that it no longer names, or that is blocked, sees itself alone.
    """

    consent_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenHolders:
        """Raises NotFound."""
        consent = work.load(
            Consent, self.consent_id, if_shown=lambda one: self.by == office.keeper or self.by in one.named
        )
        if not consent.is_open_to(self.by, office.keeper):
            return SeenHolders(consent, frozenset({self.by}))
        blocked = office.blocked(consent.participant_id, work)
        return SeenHolders(consent, consent.named - hidden_from(self.by, office.keeper, blocked))
