"""Which former participants are due to be followed up? One row a plan that has not been since its exit."""

from collections.abc import Sequence

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from planning.after_exit.correct_exit import ExitCorrected
from planning.after_exit.follow_up import FollowedUpAfterExit
from planning.ending.record_exit import Exited
from planning.erasing.planning_erasure import ErasureAcknowledged, PlanningErasure
from planning.error_entry.enter_in_error import PlanEnteredInError
from planning.opening.plan_reopened import PlanReopened
from planning.plan import Plan
from samplan.bus.store.migrations import Migration

Changing = Exited | ExitCorrected | PlanReopened | FollowedUpAfterExit | PlanEnteredInError

MIGRATIONS = (
    Migration(
        "planning-follow-ups-1",
        (
            """CREATE TABLE follow_ups (
                plan_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, programme TEXT NOT NULL,
                opened_on TEXT NOT NULL, exited_on TEXT NOT NULL, follow_up_on TEXT NOT NULL)""",
            "CREATE INDEX follow_ups_by_day ON follow_ups (follow_up_on)",
        ),
    ),
)

DUE = Listing(
    """
SELECT plan_id, participant_id, programme, opened_on, exited_on, follow_up_on FROM follow_ups
WHERE follow_up_on <= :as_of""",
    keys=("follow_up_on", "plan_id"),
)


def _fold(plan: Plan, _: Sequence[Changing], tables: Records) -> None:
    tables.write("DELETE FROM follow_ups WHERE plan_id = :id", {"id": str(plan.id)})
    due_on = plan.ending.follow_up_on
    is_done = plan.ending.status_after is not None or plan.entered_in_error_on is not None
    if plan.ended_on is None or due_on is None or is_done:
        return
    row = {
        "id": plan.id,
        "participant_id": plan.participant_id,
        "programme": plan.programme,
        "opened_on": plan.opened_on,
        "exited_on": plan.ended_on,
        "due_on": due_on,
    }
    tables.write(
        "INSERT INTO follow_ups VALUES (:id, :participant_id, :programme, :opened_on, :exited_on, :due_on)",
        {name: str(value) for name, value in row.items()},
    )


def _fold_erasure(erasure: PlanningErasure, _: Sequence[ErasureAcknowledged], tables: Records) -> None:
    if erasure.is_carried_out:
        asked = {"id": str(erasure.participant_id)}
        tables.write("DELETE FROM follow_ups WHERE participant_id = :id", asked)


FOLLOW_UPS = Projection[Plan, Changing](
    of=Plan,
    facts=(Exited, ExitCorrected, PlanReopened, FollowedUpAfterExit, PlanEnteredInError),
    fold=_fold,
)
FOLLOW_UPS_ERASED = Projection(of=PlanningErasure, facts=(ErasureAcknowledged,), fold=_fold_erasure)
