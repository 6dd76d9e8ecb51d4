from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from consent.consent import Consent, ConsentFact, Office
from consent.holders.silent_holders import consents_with_silence
from samplan.contracts.codes import Agency


class RevocationUnanswered(ConsentFact, private=True):
    """The agency has not said in time what it did with what it held."""

    TOPIC = "consent.RevocationUnanswered"
    agency: Agency

    def apply(self, consent: Consent) -> None:
        consent.holders = consent.holders.with_late(self.agency)


def note_silence(consent: Consent, as_of: date) -> None:
    """Record, once for each agency, that its last day to answer has passed."""
    for agency in consent.holders.silent:
        last_day = consent.holders.answer_by[agency]
        if last_day < as_of and agency not in consent.holders.late:
            consent.trigger_event(
                RevocationUnanswered, agency=agency, occurred_on=last_day + timedelta(days=1)
            )


class NoteSilence(Command[Office]):
    """Run daily by the clock: an agency that has not answered a revocation in time is listed, and alarms."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of consents for which an answer is newly late."""
        found = consents_with_silence(self.as_of, work)
        for consent_id in found:
            note_silence(work.load(Consent, consent_id), self.as_of)
        return len(found)
