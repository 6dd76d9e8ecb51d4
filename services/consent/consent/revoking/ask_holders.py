"""An agency that held something when a consent ended for it is asked what it did with it (C-08).

It has 72 hours.
"""

from datetime import date, timedelta

from chassis.decisions.commands import Records
from consent.consent import CircleCommand, Consent, ConsentFact, Office
from samplan.contracts.codes import Agency

DAYS_TO_ANSWER = timedelta(days=3)


class HoldersAsked(ConsentFact, private=True):
    """`answer_by` is the last day on which an answer is in time."""

    TOPIC = "consent.HoldersAsked"
    agencies: tuple[Agency, ...]
    answer_by: date

    def apply(self, consent: Consent) -> None:
        consent.holders = consent.holders.asked(self.agencies, self.answer_by)


def ask_holders(consent: Consent, today: date) -> None:
    """Ask, once, each agency that the consent has named and that it no longer lets know.

    The days count from the one on which the end is recorded: an agency cannot answer before it is asked.
    """
    if released := sorted(consent.released - consent.holders.answer_by.keys()):
        consent.trigger_event(
            HoldersAsked, agencies=tuple(released), answer_by=today + DAYS_TO_ANSWER, occurred_on=today
        )


class ReleasingCommand(CircleCommand):
    """One after which an agency may know less than before."""

    def change(self, work: Records, office: Office) -> Consent:
        consent = super().change(work, office)
        ask_holders(consent, office.today())
        return consent
