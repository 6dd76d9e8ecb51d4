from dataclasses import dataclass
from datetime import date

from chassis.decisions.commands import Records
from planning.office import Office, SeenPlan
from planning.plan import Plan
from planning.plan.coordinator import Contact, Cover
from planning.showing.disclose_plan import Disclosing
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class Address:
    function: str
    address: str


@dataclass(frozen=True)
class SeenContacts(SeenPlan):
    """`agency`: the present coordinator. All None where the agency may know none of it."""

    agency: Agency | None = None
    contact: Address | None = None
    cover: Address | None = None
    cover_until: date | None = None


class ReadContacts(Disclosing):
    """Whom to turn to at the coordinating agency today. Checked and logged as the plan itself."""

    def carry_out(self, work: Records, office: Office) -> SeenContacts:
        seen = super().carry_out(work, office)
        plan, agency = seen.plan, seen.plan.coordinator
        if agency is None or not (seen.is_whole or agency == self.by):
            return SeenContacts(plan, self.by, self.purpose)
        cover = plan.coordination.cover_on(agency, office.circle_today(plan.participant_id, work).on)
        return SeenContacts(
            plan,
            self.by,
            self.purpose,
            agency=agency,
            contact=_opened(plan.coordination.contact_of(agency), plan, office),
            cover=_opened(cover, plan, office),
            cover_until=cover.until if cover else None,
        )


def _opened(one: Contact | Cover | None, plan: Plan, office: Office) -> Address | None:
    """None too once the participant is erased."""
    words = office.words.open(one.sealed, record=plan.id) if one else None
    return Address(**words) if words else None
