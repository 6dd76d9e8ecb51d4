from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.circle_versions.circle_versions import versions_of
from consent.consent import Consent, Office
from consent.error_entry.enter_in_error import enter_in_error
from consent.register.referral_keepers import keeper_of, note_publisher, require_publisher
from consent.register.table import consents_that_cover
from consent.revoking.ask_holders import ask_holders
from samplan.contracts.codes import Agency


class NoteKeeper(Command[Office]):
    """The referral was published by that agency's service.

    If another one has vouched for it before, what rests on that voucher ends: it was not its referral.
    The first publication decides: another agency that publishes the same referral is refused.
    """

    referral_id: UUID
    keeper: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        require_publisher(self.referral_id, self.keeper, work)
        before = keeper_of(self.referral_id, work, otherwise=self.keeper)
        note_publisher(self.referral_id, self.keeper, work)
        if before == self.keeper:
            return
        for consent_id in consents_that_cover(self.referral_id, work):
            consent = work.load(Consent, consent_id)
            versions = versions_of(consent.participant_id, work)
            enter_in_error(consent, self.referral_id, office.keeper, self.occurred_on, versions)
            ask_holders(consent, office.today())
