"""Which employers does an agency know?"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.listing import Listing, Page, Place
from chassis.decisions.projections import Projection
from planning.employers.employer import Employer, EmployerFact
from planning.office import Office
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-employers-1",
        (
            """CREATE TABLE employers (
                employer_id TEXT PRIMARY KEY, programme TEXT NOT NULL, owner TEXT NOT NULL,
                sealed TEXT NOT NULL, contacts INTEGER NOT NULL, last_contact_on TEXT,
                open_orders INTEGER NOT NULL)""",
            "CREATE INDEX employers_by_owner ON employers (owner, employer_id)",
        ),
    ),
)

_OWN = Listing(
    "SELECT employer_id, programme, owner AS owner_agency, sealed, contacts, last_contact_on, open_orders"
    " FROM employers WHERE owner = :by OR :by = :keeper",
    keys=("employer_id",),
)


class ListEmployers(Command[Office]):
    """Those of the calling agency, to the keeper all, each with its name."""

    place: Place
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Page:
        asked = {"by": self.by.value, "keeper": office.keeper.value}
        page = _OWN.page(work.rows, asked, self.place)
        return page._replace(rows=[_named(row, office) for row in page.rows])


def _named(row: Row, office: Office) -> Row:
    words = office.words.open(row["sealed"], record=UUID(row["employer_id"]))
    shown = {name: value for name, value in row.items() if name != "sealed"}
    return {**shown, "name": words["name"] if words else None}


def _fold(employer: Employer, _: Sequence[EmployerFact], tables: Records) -> None:
    if employer.removed_on is not None:
        tables.write("DELETE FROM employers WHERE employer_id = :id", {"id": str(employer.id)})
        return
    tables.write(
        "INSERT INTO employers VALUES"
        " (:employer_id, :programme, :owner, :sealed, :contacts, :last_contact_on, :open_orders)"
        " ON CONFLICT (employer_id) DO UPDATE SET contacts = excluded.contacts,"
        " last_contact_on = excluded.last_contact_on, open_orders = excluded.open_orders",
        {
            "employer_id": str(employer.id),
            "programme": employer.programme,
            "owner": employer.owner.value,
            "sealed": employer.sealed,
            "contacts": employer.contacts,
            "last_contact_on": employer.last_contact_on and employer.last_contact_on.isoformat(),
            "open_orders": sum(one.closed_on is None for one in employer.orders.values()),
        },
    )


EMPLOYERS_TABLE = Projection(of=Employer, facts=(EmployerFact,), fold=_fold)
