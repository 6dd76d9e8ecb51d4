"""The form that the participant signs, filled in. Nothing of it is stored."""

from typing import ClassVar

from chassis.decisions.commands import Command, PlannedDate, Records, ShortText
from chassis.decisions.domain import Refused
from consent.consent import Office
from consent.consent.refusals import PurposeNotOfKind
from consent.consent.terms import ProgrammeId
from consent.granting.grant_consent import NotAParty
from consent.parties.parties import terms_on
from samplan.contracts.access import Opening, openings, purposes_of
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.privacy.personnummer import Personnummer


class KeeperNotNamed(Refused):
    """`keepers`: the agencies of which one keeps the plan (P-18)."""

    code = "keeper_not_named"
    status = 422
    title: ClassVar[str] = "A consent to plan together names the agency that keeps the plan"


class FillInForm(Command[Office]):
    """Records nothing. Refuses what a consent granted on that day could not say (C-01)."""

    programme: ProgrammeId
    agencies: tuple[Agency, ...]
    purpose: ConsentPurpose
    kind: ConsentKind
    valid_until: PlannedDate
    place: ShortText
    name: ShortText | None = None
    personnummer: Personnummer | None = None
    by: Agency
    occurred_on: PlannedDate

    def carry_out(self, work: Records, office: Office) -> None:
        """Raises NotAParty, NoConsentRule, ProgrammeNotRunning, KeeperNotNamed, or as `Terms.check`."""
        if self.by not in (*self.agencies, office.keeper):
            raise NotAParty
        if self.purpose not in purposes_of(self.kind):
            raise PurposeNotOfKind
        terms = terms_on(self.programme, self.occurred_on, work, office)
        terms.check(self.agencies, self.occurred_on, self.valid_until)
        keepers = office.plan_keepers(self.programme, self.occurred_on)
        if self._is_to_plan_together and keepers and keepers.isdisjoint(self.agencies):
            raise KeeperNotNamed(keepers=sorted(keepers))

    @property
    def _is_to_plan_together(self) -> bool:
        return Opening(self.kind, self.purpose) in openings()["planning.plan"]
