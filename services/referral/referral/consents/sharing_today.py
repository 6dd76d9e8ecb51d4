from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.case.sharing import NOT_SHARED, Sharing
from referral.office.office import Office
from samplan.privacy.circle.circles import circle_of, subjects_of
from samplan.privacy.circle.may_know import Allowed, may_publish


def sharing_today(what: str, referral: Referral, occurred_on: date, work: Records, office: Office) -> Sharing:
    """May a fact of the enrolled participant be published today (C-06)?

    Not while the end of a consent may be unread: the agency continues its record, and publishes nothing.
    """
    if referral.participant_id is None:
        return NOT_SHARED
    circle = circle_of(referral.participant_id, work)
    decision = may_publish(circle, what, owner=office.keeper, occurred_on=occurred_on, today=office.today())
    subjects = subjects_of(referral.participant_id, circle)
    if isinstance(decision, Allowed) and work.is_open(*subjects):
        return Sharing(is_open=True, version=decision.version or None)
    return NOT_SHARED
