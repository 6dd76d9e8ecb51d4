"""How the forms of meetings check the types of their commands."""

from typing import Annotated

from pydantic import Field

from chassis.http.fields import Code, LanguageCode, StrictModel
from chassis.http.forms import PLAIN, Checked, Types
from planning.meetings.summons import Attendee, AttendeeRole, Language, TimeOfDay
from samplan.contracts.codes import Agency

Clock = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", description="In Stockholm")]


class AttendeeForm(StrictModel):
    agency: Code[Agency]
    role: Code[AttendeeRole]


def _attendee(form: AttendeeForm) -> Attendee:
    return Attendee(form.agency, form.role)


TYPES: Types = {
    **PLAIN,
    TimeOfDay: Checked(Clock, "09:30"),
    Language: Checked(LanguageCode, "ar"),
    Attendee: Checked(AttendeeForm, {"agency": "af", "role": "case_officer"}, _attendee),
}
