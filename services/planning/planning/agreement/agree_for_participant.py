from planning.agreement.plan_agreed import Agreed, AgreementCommand
from planning.office.leading import require_coordinates, require_leading_role
from planning.plan import Plan


class ParticipantAgreed(Agreed, private=True):
    TOPIC = "planning.ParticipantAgreed"

    def apply(self, plan: Plan) -> None:
        plan.agreement = plan.agreement.with_participant(self.occurred_on)


class AgreeForParticipant(
    AgreementCommand,
    path="agreement/participant",
    sv="Registrera deltagarens godkännande",
    en="Record that the participant agrees",
):
    """The participant agrees through the coordinator: any other agency gets 403 (P-06)."""

    def agree(self, plan: Plan) -> None:
        require_coordinates(plan, self.by)
        require_leading_role(self.role)
        if plan.agreement.so_far.participant_on is None:
            plan.record(ParticipantAgreed, self.occurred_on)
