from planning.office import LeadingDecision, Office
from planning.office.stages import Stages
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import Stage


class StageEntered(PlanFact):
    """It completes the stage before."""

    TOPIC = "planning.StageEntered"
    stage: Stage

    def apply(self, plan: Plan) -> None:
        plan.course = plan.course.with_stage(self.stage, self.occurred_on)


class EnterStage(LeadingDecision, path="stages", sv="Gå in i ett skede", en="Enter a stage"):
    """Each stage presumes the one before; activities wait for none.

    The enrolment completes the first stage. A track that is HEALTH is followed by another before the last.
    """

    stage: Stage

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, office.stages(plan.programme, plan.opened_on))

    def decide(self, plan: Plan, stages: Stages) -> None:
        plan.require_open_on(self.occurred_on)
        if self.stage not in {stage for stage, _ in plan.course.stages}:
            after = plan.course.with_stage(self.stage, self.occurred_on)
            stages.require_in_order(plan.opened_on, after.stages, plan.tracks)
            plan.record(StageEntered, self.occurred_on, stage=self.stage)
