"""Every read model of this service: how its tables are folded and created."""

from chassis.decisions import erasures
from chassis.decisions.projections import Projections
from planning.after_exit import follow_ups
from planning.cv_shares import shared_cvs
from planning.demands import due_demands
from planning.employers import employer_time, own_employers
from planning.ending import proposed_exits
from planning.erasing.planning_erasure import DUE_ERASURES
from planning.error_entry import plans_entered_in_error, referral_owners
from planning.groups import own_groups
from planning.health import unanswered_requests
from planning.mapping import plan_mappings
from planning.meetings import table as meetings_table
from planning.obstacles import listed_obstacles
from planning.opening import enrolments, waiting_enrolments
from planning.opening.open_plans import OPEN_PLANS
from planning.placements import offered_placements
from planning.proposals import unanswered_proposals
from planning.register import clock_stops, my_activities
from planning.register import table as register
from planning.register.my_activities import CURRENT_ACTIVITIES
from planning.sessions import attendance, planned_sessions
from planning.stays import stays
from planning.teams import programme_teams
from planning.to_do import awaited_agreements, item_days
from planning.workshops import planned_workshops
from samplan.privacy import disclosure_log
from samplan.privacy.circle import circles
from samplan.privacy.deliveries import tables as deliveries

PROJECTIONS: Projections = (
    register.REGISTER,
    enrolments.ENROLMENTS,
    OPEN_PLANS,
    clock_stops.CLOCK_STOPS,
    CURRENT_ACTIVITIES,
    unanswered_proposals.UNANSWERED_PROPOSALS,
    plans_entered_in_error.PLANS_ENTERED_IN_ERROR,
    proposed_exits.PROPOSED_EXITS,
    follow_ups.FOLLOW_UPS,
    follow_ups.FOLLOW_UPS_ERASED,
    DUE_ERASURES,
    own_groups.GROUPS_TABLE,
    *planned_sessions.SESSIONS_TABLE,
    attendance.ATTENDANCE,
    listed_obstacles.OBSTACLES_TABLE,
    listed_obstacles.REFUSALS_TABLE,
    meetings_table.MEETINGS_TABLE,
    meetings_table.MEETINGS_IN_ERROR,
    offered_placements.PLACEMENTS_TABLE,
    due_demands.OPEN_DEMANDS,
    due_demands.DEMANDS_IN_ERROR,
    unanswered_requests.UNANSWERED_REQUESTS,
    unanswered_requests.REQUESTS_IN_ERROR,
    plan_mappings.MAPPINGS_TABLE,
    item_days.ITEM_DAYS,
    awaited_agreements.AWAITED_AGREEMENTS,
    stays.STAYS,
    programme_teams.TEAMS_TABLE,
    programme_teams.TEAM_PLANS,
    own_employers.EMPLOYERS_TABLE,
    employer_time.CONTACTS_TABLE,
    employer_time.TEAM_TIME_TABLE,
    shared_cvs.CV_SHARES_TABLE,
    shared_cvs.CV_SHARES_OF_PLANS,
    planned_workshops.PLANNED_WORKSHOPS,
)

MIGRATIONS = (
    *register.MIGRATIONS,
    *enrolments.MIGRATIONS,
    *plans_entered_in_error.MIGRATIONS,
    *circles.MIGRATIONS,
    *waiting_enrolments.MIGRATIONS,
    *my_activities.MIGRATIONS,
    *unanswered_proposals.MIGRATIONS,
    *disclosure_log.MIGRATIONS,
    *referral_owners.MIGRATIONS,
    *erasures.MIGRATIONS,
    *own_groups.MIGRATIONS,
    *planned_sessions.MIGRATIONS,
    *attendance.MIGRATIONS,
    *listed_obstacles.MIGRATIONS,
    *meetings_table.MIGRATIONS,
    *offered_placements.MIGRATIONS,
    *due_demands.MIGRATIONS,
    *unanswered_requests.MIGRATIONS,
    *plan_mappings.MIGRATIONS,
    *item_days.MIGRATIONS,
    *awaited_agreements.MIGRATIONS,
    *stays.MIGRATIONS,
    *proposed_exits.MIGRATIONS,
    *programme_teams.MIGRATIONS,
    *own_employers.MIGRATIONS,
    *employer_time.MIGRATIONS,
    *shared_cvs.MIGRATIONS,
    *follow_ups.MIGRATIONS,
    *planned_workshops.MIGRATIONS,
    deliveries.MIGRATION,
)
