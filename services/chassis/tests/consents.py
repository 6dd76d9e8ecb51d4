"""Records of a consent topic, readable or not, and a consumer that receives them one by one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import count
from uuid import UUID

from chassis.store.database import open_database
from samplan.bus.kafka.received import Received, read
from samplan.bus.reading.intake import apply_batch
from samplan.bus.reading.parked import list_parked
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.contracts.consent import ConsentExpired, ConsentGranted, ConsentRevoked
from samplan.contracts.envelope import Record, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import ReferralEnteredInError
from samplan.contracts.source import EventId
from samplan.testing.given import envelope_of
from samplan.testing.specimen import SPECIMEN

ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")
TOPIC, REFERRALS = "finsam.consent.v1", "malmo-ifo.referral.v1"
SOURCE = "/finsam/consent/0a1b2c3d"
MONDAY = date(2020, 3, 2)


def published(event: ContractEvent, sequence: int, after: int | None = None) -> Record:
    """An event as its service publishes it; `after` is the sequence of the subject's previous event."""
    previous = None if after is None else EventId(SOURCE, after)
    return encode(envelope_of(event, sequence=sequence, previous=previous), event)


def granted(consent: UUID) -> ConsentGranted:
    return ConsentGranted(
        consent_id=consent,
        participant_id=consent,
        referral_id=consent,
        agencies=(Agency.AF, Agency.MALMO_IFO),
        purpose=ConsentPurpose.COORDINATION,
        kind=ConsentKind.SECRECY_WAIVER,
        valid_until=date(2021, 3, 1),
        occurred_on=MONDAY,
    )


def revoked(consent: UUID) -> ConsentRevoked:
    return ConsentRevoked(consent_id=consent, participant_id=consent, occurred_on=MONDAY)


def expired(consent: UUID) -> ConsentExpired:
    return ConsentExpired(consent_id=consent, participant_id=consent, occurred_on=MONDAY)


def entered_in_error(referral: UUID) -> ReferralEnteredInError:
    return ReferralEnteredInError(referral_id=referral, occurred_on=MONDAY)


GRANT, REVOCATION, EXPIRY = (published(one(ANNA), n) for n, one in ((1, granted), (2, revoked), (3, expired)))


def garbage(key: bytes | None = str(ANNA).encode(), effect: str | None = None) -> Record:
    """An unreadable record, optionally with a header that states an effect."""
    headers = [("ce_effect", effect.encode())] if effect else []
    return Record(key, b"{not json", headers)  # type: ignore[arg-type]  # Kafka accepts a record without a key


def of_unknown_type(record: Record, effect: str | None = None) -> Record:
    """The record with a type that a later version has added, with or without a stated effect."""
    name = dict(record.headers)["ce_type"].decode().split(".")[1]
    changed = {
        "ce_type": f"samplan.{name}.AddedLater.v1".encode(),
        "ce_dataschema": f"urn:samplan:schema:{name}.AddedLater:1".encode(),
    }
    headers = [(name, changed.get(name, value)) for name, value in record.headers if name != "ce_effect"]
    return record._replace(headers=[*headers, *([("ce_effect", effect.encode())] if effect else [])])


def unreadable(record: Record) -> Record:
    """The record with data that does not match its type."""
    return record._replace(value=b"{}")


def without_effect(record: Record) -> Record:
    """The record as version 0.1.0 wrote it."""
    return record._replace(headers=[header for header in record.headers if header[0] != "ce_effect"])


class Listener:
    """Records the names of the events that it applies, and refuses those in `refuses`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.applied: list[str] = []
        self.refuses: set[str] = set()
        self._offsets = count()

    def apply(self, _tx: Transaction, received: Sequence[Received]) -> None:
        names = [type(one.content()[1]).__name__ for one in received]
        if self.refuses & set(names):
            raise ValueError
        self.applied += names

    def receives(self, *records: Record, topic: str = TOPIC) -> None:
        """Each record in a separate batch."""
        for record in records:
            self.receives_at_once(record, topic=topic)

    def receives_at_once(self, *records: Record, topic: str = TOPIC) -> None:
        """All records in one batch."""
        apply_batch(self.database, self, self.received(*records, topic=topic))

    def received(self, *records: Record, topic: str = TOPIC) -> list[Received]:
        """The records as they are read, at the next offsets."""
        return [self._received(record, topic) for record in records]

    def reasons(self) -> list[str]:
        return [row.reason for row in list_parked(self.database)]

    def id_of(self, reason: str) -> str:
        """The first record parked for the reason."""
        return next(row.id for row in list_parked(self.database) if row.reason == reason)

    def _received(self, record: Record, topic: str) -> Received:
        return read(
            cluster="one",
            topic=topic,
            partition=0,
            offset=next(self._offsets),
            key=record.key,
            value=record.value,
            headers=record.headers,
        )


@contextmanager
def listening_on(url: str) -> Iterator[Listener]:
    """A listener with a new store."""
    database = open_database(url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    try:
        yield Listener(database)
    finally:
        database.close()
