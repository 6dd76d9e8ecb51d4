from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.case.refusals import PersonIsErased
from referral.case.step import Step
from referral.endings.reasons import Ending, EndingCommand
from referral.form.completeness import complete
from referral.office.office import Office
from referral.office.programme import AnyProgramme
from referral.submitting.make_referral import make_referral


class ReferralRouted(Ending):
    """To another programme, as the referral `new_referral_id`."""

    TOPIC = "referral.ReferralRouted"
    new_referral_id: UUID
    contract_version: int = 1

    def apply(self, referral: Referral) -> None:
        referral.declined_because = self.reason
        referral.routed_to = self.new_referral_id
        referral.reach(Step.ROUTED, self.occurred_on)


def route(referral: Referral, on: date, **members: Any) -> None:
    """Onward to another programme, where it is a new referral: with the members of `ReferralRouted`."""
    referral.require_open(on)
    referral.record(ReferralRouted, on, **members)


class RouteReferral(
    EndingCommand, path="routing", sv="Slussa vidare remissen", en="Route the referral onward"
):
    """To another programme, with its form. `routedTo` is the new referral, which is linked to this one."""

    programme: AnyProgramme

    def carry_out(self, work: Records, office: Office) -> Referral:
        new = self._taken_in(work, office)
        referral = self.referral_in(work, office)
        route(
            referral,
            self.occurred_on,
            reason=self.reason,
            new_referral_id=new.id,
            sealed=self.sealed_words(referral, office),
            contract_version=office.contract_version(referral.programme),
        )
        return referral

    def _taken_in(self, work: Records, office: Office) -> Referral:
        """The form is sent along; the new referral is dated by the routing."""
        referral = self.referral_in(work, office)
        referral.require_open(self.occurred_on)
        form = office.persons.form_of(referral)
        if form is None:
            raise PersonIsErased
        routed = complete(form.sent_to(self.programme, self.occurred_on))
        new = make_referral(routed, referral.referring_agency, work, office, routed_from=referral.id)
        work.project()  # the referrer's feed says that there is a new one, then that this one has ended
        return new
