"""The store of the reporting service: facts, and the view that is folded from them."""

from __future__ import annotations

from reporting.circle.known_circles import MIGRATIONS as CIRCLES
from reporting.facts.digests import FACT_DIGESTS
from reporting.facts.store import FACTS
from reporting.projection.head import PROJECTION
from reporting.snapshots.snapshot import PROOFS, SNAPSHOTS
from samplan.bus.store.migrations import Migration
from samplan.privacy import disclosure_log

# A step never changes once it is released. A rebuild creates the tables from `projection/tables.py`; a test
# compares its columns with those of the migrations.
_VIEW = (
    """CREATE TABLE referrals (
        referral_id TEXT NOT NULL, programme TEXT, referring_agency TEXT, referred_on TEXT, assessed_on TEXT,
        eligibility TEXT, intake_on TEXT, declined_on TEXT, decline_reason TEXT, enrolled_on TEXT,
        consent_id TEXT, mode TEXT, sex TEXT, age_band TEXT, income_support TEXT,
        PRIMARY KEY (referral_id))""",
    "CREATE INDEX referrals_by_consent_id_0 ON referrals (consent_id)",
    """CREATE TABLE consents (
        consent_id TEXT NOT NULL, participant_id TEXT, granted_on TEXT, refused_on TEXT, revoked_on TEXT,
        expired_on TEXT, PRIMARY KEY (consent_id))""",
    "CREATE INDEX consents_by_participant_id_0 ON consents (participant_id)",
    """CREATE TABLE coverings (
        consent_id TEXT NOT NULL, referral_id TEXT NOT NULL, PRIMARY KEY (referral_id, consent_id))""",
    "CREATE INDEX coverings_by_consent_id_0 ON coverings (consent_id)",
    """CREATE TABLE plans (
        plan_id TEXT NOT NULL, referral_id TEXT, opened_on TEXT, due_on TEXT, coordinator TEXT, track TEXT,
        agreed_on TEXT, deadline_missed_on TEXT, first_activity_on TEXT, income_at_entry TEXT,
        income_at_exit TEXT, exited_on TEXT, exit_class TEXT, subsidy_kind TEXT, PRIMARY KEY (plan_id))""",
    "CREATE INDEX plans_by_referral_id_0 ON plans (referral_id)",
    """CREATE TABLE activities (
        activity_id TEXT NOT NULL, plan_id TEXT, kind TEXT, owner_agency TEXT, started_on TEXT,
        completed_on TEXT, interrupted_on TEXT, interruption_reason TEXT, PRIMARY KEY (activity_id))""",
    "CREATE INDEX activities_by_plan_id_0 ON activities (plan_id)",
    """CREATE TABLE cubes (
        measure TEXT NOT NULL, programme TEXT NOT NULL, sex TEXT NOT NULL, agency TEXT NOT NULL,
        code TEXT NOT NULL, detail TEXT NOT NULL, period TEXT NOT NULL, people BIGINT NOT NULL,
        PRIMARY KEY (measure, programme, sex, agency, code, detail, period))""",
)
_JOININGS = "CREATE TABLE IF NOT EXISTS joinings (referral_id TEXT NOT NULL PRIMARY KEY, plan_id TEXT)"
_ERRORS_AND_VISITS = tuple(
    f"ALTER TABLE referrals ADD COLUMN {column} TEXT"
    for column in (
        "entered_in_error_on",
        "visit_started_on",
        "visit_followed_up_on",
        "visit_ended_on",
        "visit_end",
    )
)
_GROUPS = (
    """CREATE TABLE IF NOT EXISTS groups (
        group_id TEXT NOT NULL, programme TEXT, agency TEXT, term TEXT, begins_on TEXT, ends_on TEXT,
        sessions TEXT, PRIMARY KEY (group_id))""",
    "CREATE INDEX IF NOT EXISTS groups_by_programme_0 ON groups (programme)",
    """CREATE TABLE IF NOT EXISTS memberships (
        group_id TEXT NOT NULL, plan_id TEXT NOT NULL, turns TEXT, left_because TEXT,
        PRIMARY KEY (group_id, plan_id))""",
    """CREATE TABLE IF NOT EXISTS sessions (
        session_id TEXT NOT NULL, group_id TEXT, held_on TEXT, PRIMARY KEY (session_id))""",
    "CREATE INDEX IF NOT EXISTS sessions_by_group_id_0 ON sessions (group_id)",
    """CREATE TABLE IF NOT EXISTS attendances (
        session_id TEXT NOT NULL, plan_id TEXT NOT NULL, held_on TEXT, presence TEXT,
        PRIMARY KEY (session_id, plan_id))""",
    """CREATE TABLE IF NOT EXISTS placements (
        placement_id TEXT NOT NULL, plan_id TEXT, agency TEXT, period TEXT, purpose TEXT, offered_on TEXT,
        accepted_on TEXT, started_on TEXT, ended_on TEXT, led_to TEXT, PRIMARY KEY (placement_id))""",
    "CREATE INDEX IF NOT EXISTS placements_by_plan_id_0 ON placements (plan_id)",
    """CREATE TABLE IF NOT EXISTS portfolios (
        competence_id TEXT NOT NULL, plan_id TEXT, drawn_up_on TEXT, PRIMARY KEY (competence_id))""",
    "CREATE INDEX IF NOT EXISTS portfolios_by_plan_id_0 ON portfolios (plan_id)",
    """CREATE TABLE IF NOT EXISTS employer_contacts (
        employer_id TEXT NOT NULL, day TEXT NOT NULL, programme TEXT NOT NULL, agency TEXT NOT NULL,
        contacts TEXT, minutes TEXT, PRIMARY KEY (employer_id, day, programme, agency))""",
)
_TARGETS = (
    """CREATE TABLE IF NOT EXISTS targets (
        target_id TEXT NOT NULL, valid_from TEXT NOT NULL, programme TEXT, target TEXT, indicator TEXT,
        unit TEXT, value TEXT, tolerance TEXT, reason TEXT, approved_on TEXT,
        PRIMARY KEY (target_id, valid_from))""",
    "CREATE INDEX IF NOT EXISTS targets_by_programme_0 ON targets (programme)",
)
_DEFINITIONS = (
    """CREATE TABLE IF NOT EXISTS definitions (
        definition_id TEXT NOT NULL, valid_from TEXT NOT NULL, programme TEXT, indicator TEXT, direction TEXT,
        numerator TEXT, denominator TEXT, reason TEXT, approved_on TEXT,
        PRIMARY KEY (definition_id, valid_from))""",
    "CREATE INDEX IF NOT EXISTS definitions_by_programme_0 ON definitions (programme)",
)
_ACTS = (
    """CREATE TABLE IF NOT EXISTS acts (
        record_id TEXT NOT NULL, day TEXT NOT NULL, what TEXT NOT NULL, programme TEXT, body TEXT,
        matter TEXT, risk TEXT, deviation TEXT, size TEXT, indicator TEXT, seats TEXT,
        PRIMARY KEY (record_id, day, what))""",
    "CREATE INDEX IF NOT EXISTS acts_by_programme_0 ON acts (programme)",
)
_AFTER_EXIT = tuple(
    f"ALTER TABLE plans ADD COLUMN {column} TEXT"
    for column in ("step", "step_on", "status_after", "followed_up_on")
)
_CELLS = (
    "ALTER TABLE referrals ADD COLUMN age_group TEXT",
    "ALTER TABLE plans ADD COLUMN interventions TEXT",
    # Beside the earlier table, which an earlier version fills until it is replaced.
    """CREATE TABLE cells (
        measure TEXT NOT NULL, programme TEXT NOT NULL, sex TEXT NOT NULL, agency TEXT NOT NULL,
        code TEXT NOT NULL, detail TEXT NOT NULL, period TEXT NOT NULL, age_group TEXT NOT NULL,
        people BIGINT NOT NULL,
        PRIMARY KEY (measure, programme, sex, agency, code, detail, period, age_group))""",
    # Figures stand as they were until a rebuild.
    """INSERT INTO cells (measure, programme, sex, agency, code, detail, period, age_group, people)
        SELECT measure, programme, sex, agency, code, detail, period, '', people FROM cubes""",
)
HEARD = (
    "CREATE TABLE heard (day TEXT PRIMARY KEY, position BIGINT NOT NULL)",
    # A fact was heard no earlier than it, or a fact before it, was recorded.
    """INSERT INTO heard SELECT day, MAX(position) FROM (
        SELECT position, MAX(SUBSTR(recorded_at, 1, 10)) OVER (ORDER BY position) AS day FROM facts) AS days
        GROUP BY day""",
)

MIGRATIONS = (
    Migration("reporting-1", (*FACTS, *PROJECTION, *_VIEW)),
    Migration("reporting-2", (_JOININGS,)),
    Migration("reporting-3", _ERRORS_AND_VISITS),
    Migration("reporting-4", ("CREATE INDEX IF NOT EXISTS joinings_by_plan_id_0 ON joinings (plan_id)",)),
    Migration("reporting-5", ("ALTER TABLE consents ADD COLUMN entered_in_error_on TEXT",)),
    Migration("reporting-digests", FACT_DIGESTS),
    Migration(
        "reporting-6",
        (
            "ALTER TABLE consents ADD COLUMN valid_until TEXT",
            "ALTER TABLE consents ADD COLUMN covers_from TEXT",
            "UPDATE consents SET covers_from = granted_on",
        ),
    ),
    Migration("reporting-7", (SNAPSHOTS,)),
    Migration(
        "reporting-plans-by-date",
        (
            "ALTER TABLE plans ADD COLUMN coordinator_since TEXT",
            "ALTER TABLE plans ADD COLUMN track_since TEXT",
        ),
    ),
    Migration(
        "reporting-beside-journeys",
        (
            """CREATE TABLE IF NOT EXISTS pauses (
                pause_id TEXT NOT NULL, programme TEXT, reason TEXT, paused_on TEXT, resumed_on TEXT,
                PRIMARY KEY (pause_id))""",
            """CREATE TABLE IF NOT EXISTS obstacles (
                obstacle_id TEXT NOT NULL, programme TEXT, kind TEXT, agency TEXT, turns TEXT,
                PRIMARY KEY (obstacle_id))""",
            """CREATE TABLE IF NOT EXISTS anonymous_counts (
                count_id TEXT NOT NULL, sex TEXT, year TEXT, PRIMARY KEY (count_id))""",
        ),
    ),
    Migration("reporting-heard", HEARD),
    Migration("reporting-groups", (*_GROUPS, *_AFTER_EXIT)),
    Migration("reporting-targets", _TARGETS),
    Migration("reporting-proofs", PROOFS),
    Migration("reporting-definitions", _DEFINITIONS),
    Migration("reporting-cells", _CELLS),
    Migration("reporting-stops", ("ALTER TABLE plans ADD COLUMN stops TEXT",)),
    Migration("reporting-acts", _ACTS),
    *CIRCLES,
    *disclosure_log.MIGRATIONS,
)
