"""A plan is shared with the agencies that its consents name, until the first of them ends (C-01, C-06)."""

from collections.abc import Sequence
from datetime import date

from chassis.decisions.commands import Records
from planning.plan import Plan, PlanFact
from planning.sharing.known_consent import ConsentEnd, KnownConsent, known_consent
from samplan.contracts.codes import Agency


class AgenciesNamed(PlanFact, private=True):
    """The consent's agencies and its last day have become known. Published by the consent service."""

    TOPIC = "planning.AgenciesNamed"
    agencies: tuple[Agency, ...]
    valid_until: date

    def apply(self, plan: Plan) -> None:
        plan.agencies = self.agencies
        plan.sharing_until = self.valid_until


class SharingClosed(PlanFact, private=True):
    """A consent has ended. Published by the consent service."""

    TOPIC = "planning.SharingClosed"
    reason: ConsentEnd

    def apply(self, plan: Plan) -> None:
        plan.sharing_is_closed = True


def apply_consent(plan: Plan, consent: KnownConsent, on: date, others: Sequence[KnownConsent] = ()) -> None:
    """Record what is newly known of the consent; record nothing when nothing is new.

    `others`: the plan's other consents, which still hold when this one was given in error.
    """
    if consent.is_in_error and others:
        _share_as_named_by(others, plan, on)
        return
    if consent.ended is not None and not plan.sharing_is_closed:
        plan.record(SharingClosed, on, reason=consent.ended)
    new = tuple(agency for agency in consent.agencies if agency not in plan.agencies)
    if consent.valid_until is not None and new:
        # Shared with the agencies of every consent, while all hold: the first end closes sharing.
        until = min(plan.sharing_until or consent.valid_until, consent.valid_until)
        plan.record(AgenciesNamed, on, agencies=(*plan.agencies, *new), valid_until=until)


def apply_to_plans(consent: KnownConsent, on: date, work: Records) -> None:
    """Apply the consent to every plan that is shared under it."""
    for plan_id in consent.plan_ids:
        plan = work.load(Plan, plan_id)
        apply_consent(plan, consent, on, other_consents(consent, plan, work))


def other_consents(consent: KnownConsent, plan: Plan, work: Records) -> list[KnownConsent]:
    """The plan's other consents, except for those that were given in error."""
    others = [known_consent(one, work) for one in plan.consent_ids if one != consent.id]
    return [one for one in others if not one.is_in_error]


def _share_as_named_by(consents: Sequence[KnownConsent], plan: Plan, on: date) -> None:
    agencies = tuple(dict.fromkeys(agency for one in consents for agency in one.agencies))
    until = min((one.valid_until for one in consents if one.valid_until), default=plan.sharing_until)
    is_new = {*agencies} != {*plan.agencies} or until != plan.sharing_until
    if is_new and until is not None and not plan.sharing_is_closed:
        plan.record(AgenciesNamed, on, agencies=agencies, valid_until=until)
