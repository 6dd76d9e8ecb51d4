from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import PlannedDate, Records
from chassis.decisions.domain import Refused
from consent.circle_versions.circle_versions import NextVersion, versions_of
from consent.consent import Consent, ConsentCommand, ConsentFact, Office
from consent.consent.terms import ProgrammeId, Terms


class ProgrammeNotStated(Refused):
    """The consent was granted before consents named their programme (version 0.1.0)."""

    code = "programme_not_stated"
    status = 422
    title: ClassVar[str] = "The consent names no programme: send the programme that it serves"


class OfAnotherProgramme(Refused):
    """A renewal adds nothing: a consent stays with its programme (C-15)."""

    code = "of_another_programme"
    status = 422
    title: ClassVar[str] = "The consent serves another programme"


class ConsentRenewed(ConsentFact):
    TOPIC = "consent.ConsentRenewed"
    participant_id: UUID
    valid_until: date
    circle_version: int
    programme: str | None = None

    def apply(self, consent: Consent) -> None:
        consent.valid_until = self.valid_until
        consent.programme = self.programme or consent.programme


class RenewConsent(
    ConsentCommand, path="renewal", sv="Förläng samtycket", en="Renew the consent", versioned=False
):
    """Before it ends, without a gap: the same agencies, purpose and kind, until a later day (C-03).

    At most the programme's months from the day of renewal. After the last day, grant a new consent.
    `programme`: of a consent that was granted by a version of this service in which consents named none.
    """

    valid_until: PlannedDate
    programme: ProgrammeId | None = None

    def change(self, work: Records, office: Office) -> Consent:
        consent = self.consent_in(work, office)
        programme = consent.programme or self.programme
        if programme is None:
            raise ProgrammeNotStated
        if programme != (self.programme or programme):
            raise OfAnotherProgramme
        terms = office.terms_in_force(programme, self.occurred_on)
        if consent.programme is None:
            terms.check_agencies(consent.agencies)
        self.decide(consent, terms, office.today(), versions_of(consent.participant_id, work))
        return consent

    def decide(self, consent: Consent, terms: Terms, today: date, next_version: NextVersion) -> None:
        consent.require_in_force(self.occurred_on)
        consent.require_in_force(today)  # a renewal that is entered late does not revive a lapsed consent
        if self.valid_until == consent.valid_until:
            return
        terms.check_end(max(consent.valid_until, self.occurred_on), self.occurred_on, self.valid_until)
        consent.trigger_event(
            ConsentRenewed,
            participant_id=consent.participant_id,
            valid_until=self.valid_until,
            circle_version=next_version(),
            programme=self.programme,
            occurred_on=self.occurred_on,
        )
