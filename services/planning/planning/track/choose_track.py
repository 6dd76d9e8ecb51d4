from planning.plan import LeadingCommand, Plan, PlanFact
from planning.plan.by_date import entered, in_force
from samplan.contracts.codes import Track


class TrackChosen(PlanFact):
    TOPIC = "planning.TrackChosen"
    track: Track

    def apply(self, plan: Plan) -> None:
        plan.tracks = entered(plan.tracks, self.track, self.occurred_on)


class ChooseTrack(LeadingCommand, path="track", sv="Välj spår", en="Choose the track"):
    """HEALTH is followed by EDUCATION or WORK before an exit to work or studies."""

    track: Track

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if self.track != in_force(plan.tracks, self.occurred_on):
            plan.record(TrackChosen, self.occurred_on, track=self.track)
