"""A meeting: summoned, held, and with notes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from samplan.contracts.codes import Agency, MeetingKind
from simulator.stories.plan_step import PlanStep

ROLES: Mapping[Agency, str] = {
    Agency.AF: "case_officer",
    Agency.MALMO_IFO: "social_worker",
    Agency.MALMO_AMA: "labour_market_secretary",
    Agency.FK: "investigator",
    Agency.REGION_SKANE: "care_coordinator",
}
"""Who of each agency comes to a meeting."""
NOTES = "What was agreed: who does what until the next meeting"


@dataclass(frozen=True, kw_only=True)
class PlannedMeeting:
    kind: MeetingKind
    """A plan has one of each kind."""
    summoned_by: Agency
    agencies: Collection[Agency]
    summoned_on: date
    on: date

    def summons(self) -> PlanStep:
        return PlanStep(
            on=self.summoned_on,
            name=f"meeting-{self.kind}",
            agency=self.summoned_by,
            path="/v1/meetings",
            body={
                "kind": self.kind,
                "agencies": sorted({self.summoned_by, *self.agencies}),
                "plannedOn": f"{self.on}",
                "startsAt": "09:30",
                "place": "at_an_agency",
            },
            makes=self.kind,
            beside="planId",
        )

    def held(self, language: str | None, *, has_notes: bool) -> Iterator[PlanStep]:
        """`language`: the interpreter's."""
        came = {
            "came": [
                {"agency": one, "role": ROLES[one]} for one in sorted({self.summoned_by, *self.agencies})
            ],
            "participantCame": True,
            "conductedBy": self.summoned_by,
            **({"interpreter": language} if language else {}),
        }
        yield self._step("holding", came)
        if has_notes:
            yield self._step("notes", {"notes": NOTES})

    def _step(self, path: str, body: Mapping[str, object]) -> PlanStep:
        return PlanStep(
            on=self.on,
            name=f"meeting-{self.kind}/{path}",
            agency=self.summoned_by,
            path=f"/{path}",
            body=body,
            upon=self.kind,
        )
