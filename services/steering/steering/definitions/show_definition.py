from uuid import UUID

from chassis.decisions.commands import Records
from steering.definitions.definition import Definition
from steering.office import Office, SteeringQuestion


class ShowDefinition(SteeringQuestion):
    """To the agencies of its programme."""

    definition_id: UUID

    def carry_out(self, work: Records, office: Office) -> Definition:
        """Raises NotFound."""
        return work.load(
            Definition, self.definition_id, if_shown=lambda one: self.may_see(one.programme, office)
        )
