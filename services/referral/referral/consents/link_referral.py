from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.consents.referral_consents import link_consent
from referral.office.office import Office
from referral.register.table import is_ours
from samplan.privacy.circle.circles import is_from_granter


class LinkReferral(Command[Office]):
    """A consent covers a referral of ours: it says which participant that is about (C-14).

    Another consent topic than the one that granted it says nothing of it (I27).
    """

    consent_id: UUID
    participant_id: UUID
    referral_id: UUID
    source: str

    def carry_out(self, work: Records, office: Office) -> None:
        if is_ours(self.referral_id, work) and is_from_granter(self.consent_id, self.source, work):
            link_consent(self.referral_id, self.consent_id, self.participant_id, work)
