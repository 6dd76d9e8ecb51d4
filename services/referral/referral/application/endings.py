"""The ends of a referral without enrolment: declined, withdrawn, routed onward, entered in error."""

from chassis.decisions.work import Work
from referral.application.arrival import apply_batch
from referral.application.office import Office, own_referral
from referral.commands import DeclineReferral, EnterInError, RouteReferral, WithdrawReferral
from referral.domain.referral import Referral
from referral.domain.refusals import OnlyTheReferrer, PersonIsErased
from referral.form.completeness import complete
from referral.persons.open_referrals import close_referral
from referral.queries.cases import enter
from referral.queries.study_visits import leave_visit
from referral.queries.uncounted import add_uncounted
from samplan.contracts.codes import DeclineReason


def decline_referral(office: Office, command: DeclineReferral, work: Work) -> Referral:
    """Who declines consent may still take part in what the agency does by itself, and is counted (R-06)."""
    referral = own_referral(office, command, work)
    words = office.persons.seal_words(referral.person, command.reasons(), referral.id)
    referral.decline(command.reason, words, command.on)
    if command.reason is DeclineReason.NO_CONSENT and not referral.is_protected:
        add_uncounted(referral.sex, command.on.year, work)
    return _closed(referral, work)


def withdraw_referral(office: Office, command: WithdrawReferral, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    if command.by != referral.referring_agency:
        raise OnlyTheReferrer
    words = office.persons.seal_words(referral.person, command.reasons(), referral.id)
    referral.withdraw(command.reason, words, command.on)
    return _closed(referral, work)


def route_referral(office: Office, command: RouteReferral, work: Work) -> Referral:
    """The form goes along; the new referral is linked to this one, and dated by the routing."""
    referral = own_referral(office, command, work)
    referral.check_open(command.on)
    form = office.persons.form_of(referral)
    if form is None:
        raise PersonIsErased
    routed = form.model_copy(update={"programme": command.programme, "occurred_on": command.on})
    new = apply_batch(office, complete(routed), referral.referring_agency, work, routed_from=referral.id)
    words = office.persons.seal_words(referral.person, command.reasons(), referral.id)
    referral.route(command.reason, new.id, words, command.on)
    return _closed(referral, work)


def enter_in_error(office: Office, command: EnterInError, work: Work) -> Referral:
    """What was said of the wrong person is erased at once, and she is not linked to it any more (R-13)."""
    referral = own_referral(office, command, work)
    referral.enter_in_error(command.on)
    office.persons.erase(referral.id)
    office.persons.unlink(referral.id, work)
    leave_visit(referral.id, work)
    return _closed(referral, work)


def _closed(referral: Referral, work: Work) -> Referral:
    close_referral(referral.id, work)
    return enter(referral, work)
