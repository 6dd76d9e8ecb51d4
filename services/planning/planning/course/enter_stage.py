from chassis.decisions.commands import Records
from planning.plan import LeadingCommand, Office, Plan, PlanFact, SeenPlan
from planning.plan.by_date import entered
from samplan.contracts.codes import Stage


class StageEntered(PlanFact):
    """It completes the stage before."""

    TOPIC = "planning.StageEntered"
    stage: Stage

    def apply(self, plan: Plan) -> None:
        plan.stages = entered(plan.stages, self.stage, self.occurred_on)


class EnterStage(LeadingCommand, path="stages", sv="Gå in i ett skede", en="Enter a stage"):
    """Each stage presumes the one before; activities wait for none.

    The enrolment completes the first stage. A track that is HEALTH is followed by another before the last.
    """

    stage: Stage

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        seen = super().carry_out(work, office)
        office.stages(seen.plan.programme, seen.plan.opened_on).require_in_order(seen.plan)
        return seen

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if self.stage not in {stage for stage, _ in plan.stages}:
            plan.record(StageEntered, self.occurred_on, stage=self.stage)
