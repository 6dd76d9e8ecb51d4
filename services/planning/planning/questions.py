"""Every question that this service answers, and the read models behind the answers."""

from fastapi import APIRouter

from chassis.decisions import erasures
from chassis.decisions.projections import Projections
from planning.erasing.planning_erasure import DUE_ERASURES
from planning.error_entry import plans_entered_in_error, referral_owners
from planning.error_entry.plans_entered_in_error import list_plans_entered_in_error
from planning.opening import enrolments, waiting_enrolments
from planning.opening.open_plans import OPEN_PLANS
from planning.register import my_activities
from planning.register import table as register
from planning.register.my_activities import CURRENT_ACTIVITIES, list_my_activities
from planning.register.my_plans import list_my_plans
from planning.register.overdue_plans import list_overdue_plans
from planning.register.plans_over_http import find_plans
from planning.register.plans_without_activity import list_plans_without_activity
from planning.showing.show_plan import PLANS, show_plan
from samplan.privacy import disclosure_log
from samplan.privacy.circle import circles

PROJECTIONS: Projections = (
    register.REGISTER,
    enrolments.ENROLMENTS,
    OPEN_PLANS,
    CURRENT_ACTIVITIES,
    plans_entered_in_error.PLANS_ENTERED_IN_ERROR,
    DUE_ERASURES,
)

MIGRATIONS = (
    *register.MIGRATIONS,
    *enrolments.MIGRATIONS,
    *plans_entered_in_error.MIGRATIONS,
    *circles.MIGRATIONS,
    *waiting_enrolments.MIGRATIONS,
    *my_activities.MIGRATIONS,
    *disclosure_log.MIGRATIONS,
    *referral_owners.MIGRATIONS,
    *erasures.MIGRATIONS,
)

plan = APIRouter(tags=["plans"])
plan.get(PLANS.path, summary="Visa en plan · Show a plan", responses=PLANS.answers())(show_plan)

lists = APIRouter(prefix="/v1", tags=["lists"])
lists.get("/plans", summary="Sök en plan · Find a plan")(find_plans)
lists.get("/overdue-plans", summary="Försenade planer · Overdue plans")(list_overdue_plans)
lists.get("/plans-without-activity", summary="Planer utan aktivitet · Plans without activity")(
    list_plans_without_activity
)
lists.get("/my-plans", summary="Våra planer · The plans we coordinate")(list_my_plans)
lists.get("/my-activities", summary="Våra aktiviteter · Our current activities")(list_my_activities)
lists.get("/plans-entered-in-error", summary="Felregistrerade planer · Plans entered in error")(
    list_plans_entered_in_error
)
