"""Another agency is shown a form: consent is checked at that moment, and the log is written first (R-16)."""

from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.case.refusals import PersonIsErased, ReferralNotFound
from referral.consents.consent_for import ConsentNotInForce
from referral.consents.form_access import Opening, access_to_form, entry_of
from referral.disclosures.disclosures import FormDisclosures
from referral.disclosures.participants import referrals_of
from referral.form.asked import Form, Representative
from referral.office.office import Office
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circles import circle_of, subjects_of
from samplan.privacy.circle.may_know import Allowed, Denied, Rule
from samplan.privacy.disclosure_log import Anchor

ONCE_ALLOWED = frozenset({Rule.NOT_IN_FORCE, Rule.AGENCY_HAS_LEFT, Rule.NOT_ACKNOWLEDGED})
"""The agency was named in a consent, so that it may know that there is one. For any other denial: 404."""


@dataclass(frozen=True, kw_only=True)
class LoggedForm:
    """The form, who represents the person now, and the anchor of the log that holds the disclosure."""

    form: Form
    representative: Representative | None
    anchor: Anchor


class DiscloseForm(Command[Office]):
    """The form of the participant's last referral, once the transaction that logs it is committed."""

    participant_id: UUID
    by: Agency
    role: str
    purpose: ConsentPurpose

    def carry_out(self, work: Records, office: Office) -> LoggedForm:
        """Raises ReferralNotFound unless the agency may know that there is a participant.

        Raises ConsentNotInForce, and StillCatchingUp while the consent may have ended (I24).
        """
        asked = Opening(self.participant_id, self.by, self.role, self.purpose)
        self._require_open_or_emergency(asked, work, office)
        referral = self._last_referral(work)
        decision = self._allowed(asked, work, office)
        form = office.persons.form_of(referral)
        if form is None:
            raise PersonIsErased
        entry = entry_of(asked, decision, office)
        return LoggedForm(
            form=form,
            representative=office.persons.representative_of(referral),
            anchor=FormDisclosures.log_form(entry, work, is_protected=referral.is_protected),
        )

    def _require_open_or_emergency(self, asked: Opening, work: Records, office: Office) -> None:
        """Emergency access rests on no consent: the silence of a consent service does not close it (C-06)."""
        decision = access_to_form(circle_of(self.participant_id, work), asked, office)
        if decision.rule is not Rule.EMERGENCY_ACCESS:
            work.require_open()

    def _last_referral(self, work: Records) -> Referral:
        referral_ids = referrals_of(self.participant_id, work)
        if not referral_ids:
            raise ReferralNotFound
        return work.load(Referral, referral_ids[0])

    def _allowed(self, asked: Opening, work: Records, office: Office) -> Allowed:
        """By a consent that may have ended only if there is no other."""
        closed = work.closed_subjects()
        circle = circle_of(self.participant_id, work)
        certain = circle.without(closed)
        decision = access_to_form(certain, asked, office)
        if isinstance(decision, Denied):
            certain, decision = circle, access_to_form(circle, asked, office)
        if isinstance(decision, Denied):
            if decision.rule in ONCE_ALLOWED:
                refused = ConsentNotInForce(reason=decision.rule.value, missing=[self.by.value])
                raise refused.because_of(decision.rule.value)
            raise ReferralNotFound().because_of(decision.rule.value)
        work.require_caught_up(*subjects_of(self.participant_id, certain))
        return decision
