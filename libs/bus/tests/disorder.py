"""Records of a topic in any order, and a service that reads them record by record."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from eventsourcing.persistence import OperationalError

from chassis.store.database import open_database
from samplan.bus.kafka.received import Received, read
from samplan.bus.reading.intake import apply_batch
from samplan.bus.reading.parked import list_parked
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import DeclineReason
from samplan.contracts.envelope import Record, encode
from samplan.contracts.referral import ReferralDeclined
from samplan.contracts.source import EventId
from samplan.testing.given import envelope_of
from samplan.testing.specimen import SPECIMEN

ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")
TOPIC = "malmo-ifo.referral.v1"
FIRST, SECOND = "/malmo-ifo/referral/0a1b2c3d", "/malmo-ifo/referral/4e5f6a7b"
"""The source of a store, and its source after it was restored."""


def event(
    subject: UUID, sequence: int, *, after: int | None = None, of: str = FIRST, previous: str = FIRST
) -> Record:
    declined = ReferralDeclined(
        referral_id=subject, reason=DeclineReason.NO_CAPACITY, occurred_on=date(2020, 3, 2)
    )
    follows = None if after is None else EventId(previous, after)
    return encode(envelope_of(declined, source=of, sequence=sequence, previous=follows), declined)


def of_unknown_type(record: Record) -> Record:
    """The same record with the type of a later version."""
    changed = {
        "ce_type": b"samplan.referral.ReferralMoved.v1",
        "ce_dataschema": b"urn:samplan:schema:referral.ReferralMoved:1",
    }
    return record._replace(headers=[(name, changed.get(name, value)) for name, value in record.headers])


ONE, TWO, THREE = event(ANNA, 1), event(ANNA, 3, after=1), event(ANNA, 4, after=3)
BEAS_ONE, BEAS_TWO = event(BEA, 2), event(BEA, 5, after=2)
LOG = (ONE, BEAS_ONE, TWO, THREE, BEAS_TWO)


class Reader:
    """A service that applies the records of a topic one by one."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.applied: list[tuple[str, int]] = []
        self.refuses: set[int] = set()
        self.is_unreachable = False

    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        envelopes = [one.content()[0] for one in received]
        if self.is_unreachable:
            raise OperationalError("the store went away")
        if self.refuses & {envelope.sequence for envelope in envelopes}:
            raise ValueError
        self.applied += [(envelope.subject, envelope.sequence) for envelope in envelopes]

    def reads(self, *records: Record, offset: int = 0, cluster: str = "new", partition: int = 0) -> None:
        batch = [
            read(
                cluster=cluster,
                topic=TOPIC,
                partition=partition,
                offset=offset + n,
                key=record.key,
                value=record.value,
                headers=record.headers,
            )
            for n, record in enumerate(records)
        ]
        apply_batch(self.database, self, batch)

    def applied_of(self, who: UUID) -> list[int]:
        return [sequence for subject, sequence in self.applied if subject == str(who)]

    def reasons(self) -> list[str]:
        """The reasons of the records parked at present."""
        return [row.reason for row in list_parked(self.database)]

    def id_of(self, reason: str) -> str:
        """The first record parked for that reason."""
        return next(row.id for row in list_parked(self.database) if row.reason == reason)


@contextmanager
def reader_on(url: str) -> Iterator[Reader]:
    """A reader with a store of its own."""
    database = open_database(url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    try:
        yield Reader(database)
    finally:
        database.close()
