from datetime import date
from uuid import UUID

from chassis.decisions.commands import PlannedDate, Records
from consent.circle_versions.circle_versions import NextVersion, versions_of
from consent.consent import Consent, ConsentCommand, ConsentFact, Office
from consent.consent.refusals import NoConsentRule
from consent.consent.terms import Terms


class ConsentRenewed(ConsentFact):
    TOPIC = "consent.ConsentRenewed"
    participant_id: UUID
    valid_until: date
    circle_version: int

    def apply(self, consent: Consent) -> None:
        consent.valid_until = self.valid_until


class RenewConsent(
    ConsentCommand, path="renewal", sv="Förläng samtycket", en="Renew the consent", versioned=False
):
    """Before it ends, without a gap: the same agencies, purpose and kind, until a later day (C-03).

    At most the programme's months from the day of renewal. After the last day, grant a new consent.
    """

    valid_until: PlannedDate

    def carry_out(self, work: Records, office: Office) -> Consent:
        consent = self.consent_in(work, office)
        if consent.programme is None:  # granted before a consent named its programme
            raise NoConsentRule
        terms = office.terms_in_force(consent.programme, self.occurred_on)
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
            occurred_on=self.occurred_on,
        )
