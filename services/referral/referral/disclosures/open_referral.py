from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.consents.form_access import Opening, access_to_form, entry_of
from referral.consents.referral_consents import participant_about
from referral.disclosures.disclosures import FormDisclosures
from referral.office.command import Decider, may_see
from referral.office.office import Office
from referral.register.table import listed_programme_of
from referral.showing.read_referral import OpenedReferral, ReadReferral
from samplan.contracts.codes import ConsentPurpose
from samplan.privacy.circle.circles import circle_of, subjects_of
from samplan.privacy.circle.may_know import Allowed


class OpenReferral(ReadReferral):
    """Read a referral. The keeper's reading of another agency's form is a disclosure, logged first (K8).

    Not before a consent has named the participant: until then there is no id to log it under, and the form
    is what its sender has just sent to the keeper.
    """

    role: str
    scopes: frozenset[str] = frozenset()

    def carry_out(self, work: Records, office: Office) -> OpenedReferral:
        if coded := self._for_a_delegate(work, office):
            return coded
        self._leave_out_what_is_not_told(work, office)
        opened = super().carry_out(work, office)
        referral = opened.referral
        participant_id = referral.participant_id or participant_about(referral.id, work)
        if participant_id and opened.form and self.by != referral.referring_agency:
            self._log(referral, participant_id, work, office)
        return opened

    def _for_a_delegate(self, work: Records, office: Office) -> OpenedReferral | None:
        """In codes: what is personal was sent to the keeper, and is disclosed to others under a consent."""
        programme = listed_programme_of(self.referral_id, work)
        decider = Decider(by=self.by, role=self.role, scopes=self.scopes)
        if programme is None or not decider.is_delegate(programme, office):
            return None
        if may_see(self.referral_id, self.by, work, office):
            return None
        referral = work.load(Referral, self.referral_id)
        return OpenedReferral(referral=referral, form=None, meeting=None, earlier=None, is_erased=False)

    def _leave_out_what_is_not_told(self, work: Records, office: Office) -> None:
        """What another agency has stated since is told to one that the circle lets know of the form today."""
        referral = self.referral_in(work, office)
        participant_id = referral.participant_id or participant_about(referral.id, work)
        if participant_id is None or self.by == office.keeper:
            return
        circle = circle_of(participant_id, work)
        asked = Opening(participant_id, self.by, self.role, ConsentPurpose.COORDINATION)
        is_told = isinstance(access_to_form(circle, asked, office), Allowed)
        if not (is_told and work.is_open(*subjects_of(participant_id, circle))):
            referral.protections = tuple(one for one in referral.protections if one.by == self.by)
            referral.contacts = tuple(one for one in referral.contacts if one.by == self.by)
            referral.representatives = tuple(one for one in referral.representatives if one.by == self.by)

    def _log(self, referral: Referral, participant_id: UUID, work: Records, office: Office) -> None:
        asked = Opening(participant_id, self.by, self.role, ConsentPurpose.COORDINATION)
        decision = access_to_form(circle_of(participant_id, work), asked, office)
        if isinstance(decision, Allowed):
            entry = entry_of(asked, decision, office)
            FormDisclosures.log_form(entry, work, is_protected=referral.is_protected)
