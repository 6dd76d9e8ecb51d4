"""Which agencies are parties to the programme on a day?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from consent.consent import Office
from consent.consent.terms import Terms
from consent.parties.party import Party, PartyFact
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "consent-parties-1",
        (
            """CREATE TABLE parties (
                programme TEXT NOT NULL, agency TEXT NOT NULL, joined_on TEXT, left_on TEXT,
                PRIMARY KEY (programme, agency))""",
        ),
    ),
)


def _fold(party: Party, _: Sequence[PartyFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO parties VALUES (:programme, :agency, :joined_on, :left_on)"
        " ON CONFLICT (programme, agency) DO UPDATE SET"
        " joined_on = excluded.joined_on, left_on = excluded.left_on",
        {
            "programme": party.programme,
            "agency": party.agency.value,
            "joined_on": party.joined_on and party.joined_on.isoformat(),
            "left_on": party.left_on and party.left_on.isoformat(),
        },
    )


PARTIES = Projection(of=Party, facts=(PartyFact,), fold=_fold)


def terms_on(programme: str, on: date, work: Records, office: Office) -> Terms:
    """The programme's terms with the parties of that day. Raises NoConsentRule or ProgrammeNotRunning."""
    terms = office.terms_in_force(programme, on)
    rows = work.rows(
        "SELECT agency, joined_on, left_on FROM parties WHERE programme = :id", {"id": programme}
    )
    day = on.isoformat()
    noted = {Agency(row["agency"]) for row in rows}
    present = {
        Agency(row["agency"])
        for row in rows
        if (row["joined_on"] or "") <= day and (row["left_on"] is None or day <= row["left_on"])
    }
    return replace(terms, agencies=(terms.agencies - noted) | present)


def departures_before(as_of: date, work: Records) -> list[tuple[str, Agency, date]]:
    """Programme, agency and last day of the parties whose last day lies before `as_of`."""
    rows = work.rows(
        "SELECT programme, agency, left_on FROM parties WHERE left_on < :as_of ORDER BY programme, agency",
        {"as_of": as_of.isoformat()},
    )
    return [(row["programme"], Agency(row["agency"]), date.fromisoformat(row["left_on"])) for row in rows]
