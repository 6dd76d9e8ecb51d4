from dataclasses import field

from planning.dates.by_date import entered, is_entered
from planning.office import LeadingDecision, Office
from planning.office.stages import Stages
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import Agency, Track


class TrackChosen(PlanFact):
    TOPIC = "planning.TrackChosen"
    track: Track
    agreed_with: tuple[Agency, ...] = field(default=(), kw_only=True)

    def apply(self, plan: Plan) -> None:
        plan.tracks = entered(plan.tracks, self.track, self.occurred_on)


class ChooseTrack(LeadingDecision, path="track", sv="Välj spår", en="Choose the track"):
    """With the participant, and with the agencies in `agreedWith`. The latest by date is the present one.

    HEALTH is followed by EDUCATION or WORK before the last stage and an exit to work or studies.
    """

    track: Track
    agreed_with: frozenset[Agency] | None = None

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, office.stages(plan.programme, plan.opened_on))

    def decide(self, plan: Plan, stages: Stages) -> None:
        plan.require_open_on(self.occurred_on)
        agreed_with = sorted(self.agreed_with or ())
        plan.require_named(*agreed_with)
        if not is_entered(plan.tracks, self.track, self.occurred_on):
            after = entered(plan.tracks, self.track, self.occurred_on)
            stages.require_in_order(plan.opened_on, plan.course.stages, after)
            plan.record(TrackChosen, self.occurred_on, track=self.track, agreed_with=tuple(agreed_with))
