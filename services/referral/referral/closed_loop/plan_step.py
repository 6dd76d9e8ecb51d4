"""What the agency that referred learns of the plan."""

from enum import StrEnum


class PlanStep(StrEnum):
    """The summary and the recommended next step of an exit wait at the planning service."""

    PLAN_AGREED = "plan_agreed"
    EXITED_TO_WORK = "exited_to_work"
    EXITED_TO_STUDIES = "exited_to_studies"
    EXITED_TO_ENHANCED_COOPERATION = "exited_to_enhanced_cooperation"
    EXITED_OTHERWISE = "exited_otherwise"
    STEP_MOVED = "step_moved"
    EXIT_CORRECTED = "exit_corrected"
    PLAN_REOPENED = "plan_reopened"
