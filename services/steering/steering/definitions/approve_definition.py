from abc import abstractmethod
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.persons import require_two_persons
from steering.definitions.definition import Definition, DefinitionSentBack, IndicatorDefined
from steering.office import Office, Signature, SteeringCommand
from steering.office.refusals import require_waiting


class AnswerToDefinition(SteeringCommand):
    """On what has been prepared, in the version that the person has read."""

    definition_id: UUID

    def carry_out(self, work: Records, office: Office) -> Definition:
        definition = work.load(Definition, self.definition_id)
        signature = self.signature(definition.programme, office)
        self.decide(
            definition, signature, office.versions_in_file(definition.programme, definition.indicator)
        )
        return definition

    @abstractmethod
    def decide(self, definition: Definition, signature: Signature, earlier: int) -> None:
        """`earlier`: how many versions the programme's file states. Raises NothingWaits."""


class ApproveDefinition(
    AnswerToDefinition, path="approval", sv="Godkänn definitionen", en="Approve the definition"
):
    """By a member of the steering group, who is not the person that prepared it."""

    def decide(self, definition: Definition, signature: Signature, earlier: int) -> None:
        content, preparer = require_waiting(definition.waiting)
        require_two_persons(preparer.person, signature.person)
        definition.trigger_event(
            IndicatorDefined,
            programme=definition.programme,
            indicator=definition.indicator,
            version=earlier + len(definition.approved) + 1,
            **vars(content),
            **signature.stored,
            prepared_by=preparer.role,
            approved_by=signature.role,
            occurred_on=self.occurred_on,
        )


class SendBackDefinition(
    AnswerToDefinition, path="sending-back", sv="Återsänd definitionen", en="Send back the definition"
):
    """Not approved: nothing waits any longer, and what counts now still counts."""

    def decide(self, definition: Definition, signature: Signature, earlier: int) -> None:
        require_waiting(definition.waiting)
        definition.trigger_event(
            DefinitionSentBack,
            sent_back_by=signature.role,
            **signature.stored,
            occurred_on=self.occurred_on,
        )
