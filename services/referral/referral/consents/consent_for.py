"""Which consent carries an enrolment today (R-06)?"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from referral.case.referral import Referral
from referral.case.sharing import Rested
from referral.consents.referral_consents import consents_about, participant_about
from referral.office.office import Office
from samplan.contracts.codes import Agency
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import circle_of, subjects_of
from samplan.privacy.circle.may_know import Allowed, Denied, Resting, Rule, may_rest_on

ENROLMENT = "samplan.referral.ParticipantEnrolled.v2"


class ConsentNotInForce(Refused):
    """`reason`: the rule that denies it. `missing`: the agencies that a consent has to name (R-06)."""

    code = "consent_not_in_force"
    title: ClassVar[str] = "No consent in force names every agency needed"


def consent_for(referral: Referral, on: date, work: Records, office: Office) -> Rested:
    """The consent in force today that carries an enrolment of that day, and its participant.

    Of several, one that may have ended only if there is no other. Raises ConsentNotInForce and
    StillCatchingUp.
    """
    needed = _needed(referral, on, office)
    closed = work.closed_subjects()
    participant_id = referral.participant_id or participant_about(referral.id, work)
    if participant_id is None:
        raise ConsentNotInForce(reason=Rule.NO_CONSENT.value, missing=sorted(needed))
    circle = circle_of(participant_id, work)
    about = consents_about(referral.id, participant_id, work)
    asked = Resting(what=ENROLMENT, consents=about, needed=needed, occurred_on=on, today=office.today())
    decision = may_rest_on(circle.without(closed), asked)
    if isinstance(decision, Denied):
        decision = may_rest_on(circle, asked)
    if isinstance(decision, Denied):
        raise ConsentNotInForce(reason=decision.rule.value, missing=_missing(circle, about, needed))
    return _rested(participant_id, circle, decision, work)


def _needed(referral: Referral, on: date, office: Office) -> frozenset[Agency]:
    """The keeper of the plan too: it is about to hold a record of the participant (P-18)."""
    needed = office.needed_agencies(referral.programme, referral.referring_agency, on)
    keeper = office.plan_keeper(referral.programme, referral.income_support, on)
    return needed | {keeper} if keeper else needed


def _rested(participant_id: UUID, circle: Circle, decision: Allowed, work: Records) -> Rested:
    """Raises StillCatchingUp while the consent may have ended (I24)."""
    consent_id = decision.consent_id or participant_id
    others = {one.consent_id for one in circle.consents} - {consent_id}
    work.require_caught_up(*subjects_of(participant_id, circle.without(others)))
    return Rested(participant_id, consent_id, decision.version or None)


def _missing(circle: Circle, about: frozenset[UUID], needed: frozenset[Agency]) -> list[str]:
    """Those that none of the consents names; all of them when that is not what is wrong."""
    terms = [one.terms for one in circle.consents if one.consent_id in about and one.terms]
    named = frozenset[Agency]().union(*(one.agencies for one in terms))
    return sorted(needed - named or needed)
