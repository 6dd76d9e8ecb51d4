"""Who may know what about a participant, as the caller may be told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from consent.circle.circle_in import circle_in
from consent.circle.matrix import Cell, Keepers, matrix_of, told_to
from consent.consent import Office, hidden_from
from consent.register.names_agency import is_accepted
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Asked, may_know

THE_ID = "consent.participant_id"


@dataclass(frozen=True)
class SeenCircle:
    version: int
    cells: list[Cell]


class ShowCircle(Command[Office]):
    """The matrix on a day. Emergency access counts in hours, so only on the present day."""

    participant_id: UUID
    on: date
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenCircle:
        """Raises NotFound for an agency that may not know the participant's id."""
        circle = circle_in(self.participant_id, work, office.keeper)
        at = now_utc() if self.on == office.today() else None
        if not circle.version or not self._may_ask(self._accepted(circle, work), office):
            raise NotFound
        cells = matrix_of(told_to(self.by, circle, office.keeper), self._keepers(circle, office), self.on, at)
        hidden = hidden_from(self.by, office.keeper, circle.blocked) - {office.keeper}
        shown = [one for one in cells if not hidden & {one.agency, one.owner}]
        return SeenCircle(circle.version, shown)

    def _keepers(self, circle: Circle, office: Office) -> Keepers:
        programmes = {one.terms.programme for one in circle.consents if one.terms}
        plans = (office.plan_keepers(one, self.on) for one in programmes if one)
        return Keepers(consents=office.keeper, plans=frozenset[Agency]().union(*plans))

    def _accepted(self, circle: Circle, work: Records) -> Circle:
        """Without the agency's own grants that no other agency has accepted."""
        own = {one.consent_id for one in circle.consents if one.terms and one.terms.granted_by == self.by}
        return circle.without({one for one in own if not is_accepted(one, self.by, work)})

    def _may_ask(self, circle: Circle, office: Office) -> bool:
        asked = (
            Asked(
                what=THE_ID, agency=self.by, purpose=one, owner=office.keeper, on=office.today(), at=now_utc()
            )
            for one in ConsentPurpose
        )
        return any(isinstance(may_know(circle, one), Allowed) for one in asked)
