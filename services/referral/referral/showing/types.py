"""How the forms of this service check the types of its commands."""

from typing import Annotated

from pydantic import Field

from chassis.decisions.commands import PlannedDate
from chassis.http.fields import LocalDate
from chassis.http.forms import PLAIN, Checked, Types
from referral.case.coded_form import Gap
from referral.form import asked
from referral.form.complete import COMPLETE
from referral.form.completeness import CompleteForm
from referral.form.details import CONTACT, REPRESENTATIVE, ContactDetails, Representative
from referral.form.fields import Number
from referral.form.gaps_form import GAPS
from referral.office.programme import AnyProgramme, Places, Programme, Team
from samplan.privacy.personnummer import Personnummer

_Name = Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]
_FormsName = Annotated[str, Field(pattern="^[a-z0-9-]{1,48}$")]

TYPES: Types = {
    **PLAIN,
    PlannedDate: Checked(LocalDate, "2022-06-30"),
    Programme: Checked(_Name, "malmokraften"),
    AnyProgramme: Checked(_FormsName, "internationella-kvinnor"),
    Team: Checked(_Name, "team-south"),
    Places: Checked(Annotated[int, Field(ge=0, le=9999)], 7),
    Personnummer: Checked(Number, "19850615-9808"),
    CompleteForm: COMPLETE,
    asked.ContactDetails: Checked(ContactDetails, CONTACT),
    asked.Representative: Checked(Representative, REPRESENTATIVE),
    tuple[Gap, ...]: GAPS,
}
