"""Every question that this service answers over HTTP."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from planning.activities import show_item
from planning.after_exit.due_follow_ups import follow_ups
from planning.clock.stops_over_http import OWN_STOPS
from planning.competence.competence_over_http import COMPETENCE, show_competence
from planning.conflicts.circumstances_over_http import CIRCUMSTANCES, circumstances
from planning.coordination.contacts_over_http import ContactsView, show_contacts
from planning.course.sub_goals_over_http import SubGoalsView, show_sub_goals
from planning.cv_shares.cv_shares_over_http import CV_SHARES, NEW_CV_SHARES, cv_shares
from planning.demands.demands_over_http import DEMANDS, NEW_DEMANDS, show_demand
from planning.demands.due_demands import list_due_demands
from planning.duty_notices.duty_notices_over_http import DUTY_NOTICES, NEW_DUTY_NOTICES, show_duty_notice
from planning.employers.employers_over_http import EMPLOYERS, NEW_EMPLOYERS, TEAM_TIME, employers
from planning.ending.close_check_over_http import close_check
from planning.ending.summary_over_http import summaries
from planning.error_entry.plans_entered_in_error import list_plans_entered_in_error
from planning.goals.goals_over_http import goals
from planning.groups.groups_over_http import GROUPS, NEW_GROUPS, list_groups, show_group
from planning.health.health_requests_over_http import (
    HEALTH_REQUESTS,
    NEW_HEALTH_REQUESTS,
    list_unanswered_health_requests,
    show_health_request,
)
from planning.mapping.mappings_over_http import MAPPINGS, NEW_MAPPINGS, mappings
from planning.meetings.meetings_over_http import MEETINGS, NEW_MEETINGS, meetings
from planning.obstacle_page.page_over_http import obstacle_page
from planning.obstacles.obstacles_over_http import NEW_OBSTACLES, OBSTACLES, obstacles
from planning.pages.rendering import page_files
from planning.participant_page.page_over_http import participant_page
from planning.placements.placements_over_http import NEW_PLACEMENTS, PLACEMENTS, placements
from planning.proposals.proposals_over_http import proposals
from planning.register.my_activities import list_my_activities
from planning.register.my_plans import list_my_plans
from planning.register.overdue_plans import list_overdue_plans
from planning.register.plans_over_http import find_plans
from planning.register.plans_without_activity import list_plans_without_activity
from planning.schedule.schedule_over_http import CALENDAR, PAGE, answers, show_calendar, show_schedule
from planning.sessions.sessions_over_http import (
    SESSIONS,
    list_below_target,
    list_participants_attendance,
    list_sessions,
    show_group_attendance,
)
from planning.showing.show_plan import PLANS, show_plan
from planning.stays.long_stays_over_http import list_long_stays
from planning.teams.teams_over_http import NEW_TEAMS, TEAMS, teams
from planning.to_do.to_do_over_http import list_to_do
from planning.workshops.workshops_over_http import NEW_WORKSHOPS, PLANNED_WORKSHOPS, WORKSHOPS, show_workshop

RESOURCES = (
    PLANS,
    OWN_STOPS,
    *show_item.RESOURCES,
    NEW_GROUPS,
    GROUPS,
    SESSIONS,
    NEW_WORKSHOPS,
    PLANNED_WORKSHOPS,
    WORKSHOPS,
    CIRCUMSTANCES,
    NEW_OBSTACLES,
    OBSTACLES,
    NEW_MEETINGS,
    MEETINGS,
    NEW_PLACEMENTS,
    PLACEMENTS,
    NEW_DEMANDS,
    DEMANDS,
    NEW_DUTY_NOTICES,
    DUTY_NOTICES,
    NEW_HEALTH_REQUESTS,
    HEALTH_REQUESTS,
    COMPETENCE,
    NEW_MAPPINGS,
    MAPPINGS,
    NEW_TEAMS,
    TEAMS,
    NEW_EMPLOYERS,
    EMPLOYERS,
    TEAM_TIME,
    NEW_CV_SHARES,
    CV_SHARES,
)
"""What has commands: plans, their items, and the records beside them."""

plan = APIRouter(tags=["plans"])
plan.get(PLANS.path, summary="Visa en plan · Show a plan", responses=PLANS.answers())(show_plan)
plan.get(
    f"{PLANS.path}/coordinator",
    summary="Samordnarens funktion och adress · Whom to turn to at the coordinating agency",
    responses={200: {"model": ContactsView}},
)(show_contacts)
plan.get(
    f"{PLANS.path}/sub-goals",
    summary="Delmålen i ord · The sub-goals in words",
    responses={200: {"model": SubGoalsView}},
)(show_sub_goals)

lists = APIRouter(prefix="/v1", tags=["lists"])
lists.get("/to-do", summary="Att göra · The to-do list")(list_to_do)
lists.get("/plans", summary="Sök en plan · Find a plan")(find_plans)
lists.get("/overdue-plans", summary="Försenade planer · Overdue plans")(list_overdue_plans)
lists.get("/long-stays", summary="Vistelser över riktmärket · Stays beyond the guideline")(list_long_stays)
lists.get("/plans-without-activity", summary="Planer utan aktivitet · Plans without activity")(
    list_plans_without_activity
)
lists.get("/my-plans", summary="Våra planer · The plans we coordinate")(list_my_plans)
lists.get("/my-activities", summary="Våra aktiviteter · Our current activities")(list_my_activities)
lists.get("/plans-entered-in-error", summary="Felregistrerade planer · Plans entered in error")(
    list_plans_entered_in_error
)

groups = APIRouter(tags=["groups"])
groups.get(GROUPS.path, summary="Visa en grupp · Show a group", responses=GROUPS.answers())(show_group)
groups.get("/v1/groups", summary="Våra grupper · Our groups")(list_groups)
groups.get("/v1/groups/{groupId}/sessions", summary="Gruppens pass · The group's sessions")(list_sessions)
groups.get("/v1/groups/{groupId}/attendance", summary="Gruppens närvaro · The group's attendance")(
    show_group_attendance
)
groups.get("/v1/plans/{planId}/attendance", summary="Deltagarens närvaro · A participant's attendance")(
    list_participants_attendance
)
groups.get("/v1/low-attendance", summary="Närvaro under målet · Attendance below the target")(
    list_below_target
)
groups.get(WORKSHOPS.path, summary="Visa en workshop · Show a workshop", responses=WORKSHOPS.answers())(
    show_workshop
)
groups.get(
    "/v1/groups/{groupId}/schedule",
    summary="Gruppens schema · The group's schedule",
    responses=answers(PAGE, "The schedule as a page"),
    response_class=HTMLResponse,
)(show_schedule)
groups.get(
    "/v1/groups/{groupId}/calendar",
    summary="Schemat som kalender · The schedule as a calendar",
    responses=answers(CALENDAR, "The schedule as iCalendar"),
    response_class=Response,
)(show_calendar)

beside = APIRouter()
beside.get("/v1/due-demands", tags=["demands"], summary="Villkor och uppgifter som förfaller · Due demands")(
    list_due_demands
)
beside.get(
    DEMANDS.path, tags=["demands"], summary="Visa ett villkor · Show a demand", responses=DEMANDS.answers()
)(show_demand)
beside.get(
    DUTY_NOTICES.path,
    tags=["duty-notices"],
    summary="Visa information om skyldigheter · Show a duty notice",
    responses=DUTY_NOTICES.answers(),
)(show_duty_notice)
beside.get(
    "/v1/health-requests",
    tags=["health"],
    summary="Hälsosamordning som väntar på besked · Health requests that wait for a result",
)(list_unanswered_health_requests)
beside.get(
    HEALTH_REQUESTS.path,
    tags=["health"],
    summary="Visa en begäran om hälsosamordning · Show a health request",
    responses=HEALTH_REQUESTS.answers(),
)(show_health_request)
beside.get(
    COMPETENCE.path,
    tags=["competence"],
    summary="Visa kompetens · Show the competence record",
    responses=COMPETENCE.answers(),
)(show_competence)

ROUTERS = (
    plan,
    close_check,
    summaries,
    follow_ups,
    show_item.items,
    proposals,
    lists,
    groups,
    obstacles,
    placements,
    beside,
    circumstances,
    meetings,
    mappings,
    teams,
    participant_page,
    goals,
    obstacle_page,
    page_files,
    employers,
    cv_shares,
)
