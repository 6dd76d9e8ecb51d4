from uuid import UUID

from chassis.decisions.commands import Records
from steering.office import Office, SteeringQuestion
from steering.risks.risk import Risk


class ShowRisk(SteeringQuestion):
    """To the agencies of its programme."""

    risk_id: UUID

    def carry_out(self, work: Records, office: Office) -> Risk:
        """Raises NotFound."""
        return work.load(Risk, self.risk_id, if_shown=lambda one: self.may_see(one.programme, office))
