from typing import Any

from chassis.decisions.commands import LongText
from planning.employers.command import EmployerCommand
from planning.employers.employer import Employer, EmployerFact
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import EmployerContact

A_DAY = 24 * 60


class EmployerContactMade(EmployerFact):
    """`sealed`: notes, if there are any."""

    TOPIC = "planning.EmployerContactMade"
    programme: str
    agency: Agency
    kind: EmployerContact
    minutes: int
    sealed: str | None

    def apply(self, employer: Employer) -> None:
        employer.contacts += 1
        employer.last_contact_on = max(employer.last_contact_on or self.occurred_on, self.occurred_on)


class MakeEmployerContact(
    EmployerCommand,
    path="contacts",
    sv="Registrera arbetsgivarkontakt",
    en="Record an employer contact",
    versioned=False,
):
    """With the minutes spent on it, which count as the agency's time with employers. Words are sealed."""

    kind: EmployerContact
    minutes: int
    words: LongText | None = None

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if not 1 <= sent.minutes <= A_DAY:
            raise ValueError("minutes_of_no_day")

    def text(self) -> str | None:
        return self.words

    def decide(self, employer: Employer, sealed: str | None) -> None:
        employer.trigger_event(
            EmployerContactMade,
            programme=employer.programme,
            agency=employer.owner,
            kind=self.kind,
            minutes=self.minutes,
            sealed=sealed,
            occurred_on=self.occurred_on,
        )
