from datetime import date, timedelta
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.circle_versions.circle_versions import NextVersion, versions_of
from consent.consent import Consent, ConsentFact, Office
from consent.consent.consent import End
from consent.register.consents_to_expire import consents_to_expire
from consent.revoking.ask_holders import ask_holders


class ConsentExpired(ConsentFact):
    TOPIC = "consent.ConsentExpired"
    participant_id: UUID
    circle_version: int | None = None

    def apply(self, consent: Consent) -> None:
        consent.ended, consent.ended_on = End.EXPIRED, self.occurred_on


def expire(consent: Consent, as_of: date, next_version: NextVersion) -> None:
    """Record, once, that the last day has passed: a fact of the day after it, however late the clock runs."""
    if not consent.has_ended and consent.valid_until < as_of:
        consent.trigger_event(
            ConsentExpired,
            participant_id=consent.participant_id,
            circle_version=next_version(),
            occurred_on=consent.valid_until + timedelta(days=1),
        )


class ExpireConsents(Command[Office]):
    """Run daily by the clock."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of newly expired consents."""
        expired = list(work.undamaged(Consent, consents_to_expire(work, self.as_of)))
        for consent in expired:
            expire(consent, self.as_of, versions_of(consent.participant_id, work))
            ask_holders(consent, office.today())
        return len(expired)
