from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from consent.changing.narrow_consent import narrow
from consent.circle_versions.circle_versions import versions_of
from consent.consent import Consent, Office
from consent.parties.parties import departures_before
from consent.register.consents_of_party import consents_of_party
from consent.revoking.ask_holders import ask_holders


class NarrowAfterDepartures(Command[Office]):
    """Run daily by the clock: a consent names no agency whose last day as a party has passed (C-04).

    No reader waits for it: the day itself closes the circle to the agency.
    """

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of consents that were narrowed."""
        narrowed = 0
        for programme, agency, last_day in departures_before(self.as_of, work):
            for consent_id in consents_of_party(programme, agency, last_day, work):
                consent = work.load(Consent, consent_id)
                versions = versions_of(consent.participant_id, work)
                narrow(consent, (agency,), last_day + timedelta(days=1), versions)
                ask_holders(consent, office.today())
                narrowed += 1
        return narrowed
