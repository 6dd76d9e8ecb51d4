"""What the domain says no to. The codes are public and stable."""

from typing import ClassVar

from chassis.decisions.domain import NotFound, Refused


class ConsentNotFound(NotFound):
    """There is no such consent, or the agency is not one of those that the participant has named."""


class ParticipantNotFound(NotFound):
    """Nobody by that number takes part, or no consent names the agency: the two look alike (C-14)."""


class NoConsentRule(Refused):
    """The programme is unknown here, or has no rule of consent in force on that day."""

    code = "no_consent_rule"
    status = 422
    title: ClassVar[str] = "The programme has no rule of consent on that day"


class AgencyNotInProgramme(Refused):
    """A consent names agencies of the programme, each by name and never "all" (C-01)."""

    code = "agency_not_in_programme"
    status = 422
    title: ClassVar[str] = "The consent names an agency that is no party of the programme"


class EndDateOutOfRange(Refused):
    """The end date is mandatory and lies at most as many months ahead as the programme allows (C-01)."""

    code = "end_date_out_of_range"
    status = 422
    title: ClassVar[str] = "The consent ends before it begins, or later than the programme allows"


class NotAParty(Refused):
    """A consent is recorded by an agency that it names, or by the keeper of consents."""

    code = "not_a_party"
    status = 403
    title: ClassVar[str] = "Only an agency that the consent names may record it"


class ConsentAlreadyInForce(Refused):
    """The referral already has a consent of that kind and purpose; `consentId` points to it."""

    code = "consent_already_in_force"
    title: ClassVar[str] = "The referral already has such a consent"


class ReferralInError(Refused):
    """The referral was about the wrong person (R-13): no consent can be given for it."""

    code = "referral_entered_in_error"
    title: ClassVar[str] = "The referral was entered in error"


class ConsentNotInForce(Refused):
    """The consent has been revoked, has expired, or does not hold on that day."""

    code = "consent_not_in_force"
    title: ClassVar[str] = "The consent is not in force"


class BeforeTheGrant(Refused):
    """Nothing happens to a consent before it is granted."""

    code = "before_the_grant"
    status = 422
    title: ClassVar[str] = "The date is earlier than the consent"


class OnlyTheKeeper(Refused):
    code = "keeper_only"
    status = 403
    title: ClassVar[str] = "Only the keeper of consents decides that"


class NumberNotKnown(Refused):
    code = "number_not_known"
    title: ClassVar[str] = "Nobody takes part by the old number"


class AlreadyReplaced(Refused):
    """The two numbers are one person's already, or the id that would give way has given way before."""

    code = "already_replaced"
    title: ClassVar[str] = "The participant id already gives way to another"


class ReplacementUndone(Refused):
    code = "replacement_undone"
    title: ClassVar[str] = "The replacement has been undone"


class BeforeTheReplacement(Refused):
    code = "before_the_replacement"
    status = 422
    title: ClassVar[str] = "The date is earlier than the replacement"
