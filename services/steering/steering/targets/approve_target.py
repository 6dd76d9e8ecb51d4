from abc import abstractmethod
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.persons import require_two_persons
from steering.office import Office, Signature, SteeringCommand
from steering.office.refusals import require_waiting
from steering.targets.target import Target, TargetRevised, TargetSentBack, TargetSet


class AnswerToTarget(SteeringCommand):
    """On what has been prepared, in the version that the person has read."""

    target_id: UUID

    def carry_out(self, work: Records, office: Office) -> Target:
        target = work.load(Target, self.target_id)
        self.decide(target, self.signature(target.programme, office))
        return target

    @abstractmethod
    def decide(self, target: Target, signature: Signature) -> None:
        """Raises NothingWaits."""


class ApproveTarget(AnswerToTarget, path="approval", sv="Godkänn målet", en="Approve the target"):
    """By a member of the steering group, who is not the person that prepared it."""

    def decide(self, target: Target, signature: Signature) -> None:
        level, preparer = require_waiting(target.waiting)
        require_two_persons(preparer.person, signature.person)
        target.trigger_event(
            TargetRevised if target.approved else TargetSet,
            programme=target.programme,
            target=target.target,
            indicator=target.indicator,
            unit=target.unit,
            **vars(level),
            **signature.stored,
            prepared_by=preparer.role,
            approved_by=signature.role,
            occurred_on=self.occurred_on,
        )


class SendBackTarget(AnswerToTarget, path="sending-back", sv="Återsänd målet", en="Send back the target"):
    """Not approved: nothing waits any longer, and the value in force stays."""

    def decide(self, target: Target, signature: Signature) -> None:
        require_waiting(target.waiting)
        target.trigger_event(
            TargetSentBack,
            sent_back_by=signature.role,
            **signature.stored,
            occurred_on=self.occurred_on,
        )
