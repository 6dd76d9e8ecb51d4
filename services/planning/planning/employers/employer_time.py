"""How much of its time does each agency's team spend with employers, month by month (P-14)?"""

from collections.abc import Sequence
from datetime import date

from chassis.decisions.commands import Command, Records, ShortText
from chassis.decisions.listing import Listing, Page, Place
from chassis.decisions.projections import Projection
from planning.employers.employer import Employer
from planning.employers.make_contact import EmployerContactMade
from planning.employers.state_team_time import TeamTime, TeamTimeFact
from planning.office import Office
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-employer-time-1",
        (
            """CREATE TABLE employer_contacts (
                employer_id TEXT NOT NULL, position INTEGER NOT NULL, programme TEXT NOT NULL,
                agency TEXT NOT NULL, month TEXT NOT NULL, minutes INTEGER NOT NULL,
                PRIMARY KEY (employer_id, position))""",
            """CREATE TABLE team_time (
                programme TEXT NOT NULL, agency TEXT NOT NULL, month TEXT NOT NULL, hours INTEGER NOT NULL,
                PRIMARY KEY (programme, agency, month))""",
        ),
    ),
)

_BY_MONTH = Listing(
    """
SELECT programme, agency, month, SUM(minutes) AS minutes, SUM(hours) AS hours FROM (
    SELECT programme, agency, month, minutes, 0 AS hours FROM employer_contacts
    UNION ALL SELECT programme, agency, month, 0 AS minutes, hours FROM team_time) AS spent
WHERE (agency = :by OR :by = :keeper) AND :programme IN (programme, '')
GROUP BY programme, agency, month""",
    keys=("month", "programme", "agency"),
    descending=True,
)


class ShowEmployerTime(Command[Office]):
    """Of the calling agency, to the keeper of all: the latest month first."""

    programme: ShortText | None
    place: Place
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Page:
        keeper = office.keeper.value
        asked = {"by": self.by.value, "keeper": keeper, "programme": self.programme or ""}
        page = _BY_MONTH.page(work.rows, asked, self.place)
        return page._replace(rows=[_against_target(row, office) for row in page.rows])


def _against_target(row: Row, office: Office) -> Row:
    """`percent`: None while the team's hours are not stated; `target`: None without a rule."""
    month = date.fromisoformat(row["month"])
    target = office.matching(row["programme"], month).employer_time_percent
    percent = round(100 * row["minutes"] / (60 * row["hours"]), 1) if row["hours"] else None
    below = percent is not None and target is not None and percent < target
    return {**row, "percent": percent, "target_percent": target, "is_below_target": below}


def _fold_contacts(employer: Employer, facts: Sequence[EmployerContactMade], tables: Records) -> None:
    for made in facts:
        tables.write(
            "INSERT INTO employer_contacts VALUES"
            " (:employer_id, :position, :programme, :agency, :month, :minutes)"
            " ON CONFLICT (employer_id, position) DO NOTHING",
            {
                "employer_id": str(employer.id),
                "position": made.originator_version,
                "programme": made.programme,
                "agency": made.agency.value,
                "month": made.occurred_on.replace(day=1).isoformat(),
                "minutes": made.minutes,
            },
        )


def _fold_time(time: TeamTime, _: Sequence[TeamTimeFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO team_time VALUES (:programme, :agency, :month, :hours)"
        " ON CONFLICT (programme, agency, month) DO UPDATE SET hours = excluded.hours",
        {
            "programme": time.programme,
            "agency": time.agency.value,
            "month": time.month.isoformat(),
            "hours": time.hours,
        },
    )


CONTACTS_TABLE = Projection(of=Employer, facts=(EmployerContactMade,), fold=_fold_contacts)
TEAM_TIME_TABLE = Projection(of=TeamTime, facts=(TeamTimeFact,), fold=_fold_time)
