"""Refusals that several commands share. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class NoConsentRule(Refused):
    """The programme is unknown here, or has no rule of consent in force on that day."""

    code = "no_consent_rule"
    status = 422
    title: ClassVar[str] = "The programme has no rule of consent on that day"


class ProgrammeNotRunning(Refused):
    """The programme has not begun, or is over, on that day."""

    code = "programme_not_running"
    status = 422
    title: ClassVar[str] = "The programme does not run on that day"


class AgencyNotInProgramme(Refused):
    """A consent names agencies of the programme, each by name and never "all" (C-01)."""

    code = "agency_not_in_programme"
    status = 422
    title: ClassVar[str] = "The consent names an agency that is no party of the programme"


class PurposeNotOfKind(Refused):
    """Kinds are never bundled: each has its own purposes (C-01)."""

    code = "purpose_not_of_kind"
    status = 422
    title: ClassVar[str] = "A consent of that kind cannot have that purpose"


class EndDateOutOfRange(Refused):
    """The end date is mandatory and lies at most as many months ahead as the programme allows (C-01)."""

    code = "end_date_out_of_range"
    status = 422
    title: ClassVar[str] = "The consent ends before it begins, or later than the programme allows"


class EndDateHasPassed(Refused):
    """The last day is before today: the consent would open nothing (C-01)."""

    code = "end_date_has_passed"
    status = 422
    title: ClassVar[str] = "The consent's last day has passed: ask the participant for a new consent"


class ConsentNotInForce(Refused):
    """The consent has been revoked, has expired, or does not hold on that day."""

    code = "consent_not_in_force"
    title: ClassVar[str] = "The consent is not in force"


class BeforeTheGrant(Refused):
    """Nothing happens to a consent before it is granted."""

    code = "before_the_grant"
    status = 422
    title: ClassVar[str] = "The date is earlier than the consent"
