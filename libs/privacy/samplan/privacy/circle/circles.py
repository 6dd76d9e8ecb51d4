"""A service's own view of the circles, from the consent topics alone: one row per participant (C-06)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency
from samplan.contracts.consent import AgencyLeft, ConsentEvent, ConsentGranted, ParticipantEvent, party_id_of
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle import issuers
from samplan.privacy.circle.circle import Circle, Departure
from samplan.privacy.circle.fold import circle_after, departure_of
from samplan.privacy.circle.issuers import writer_of
from samplan.privacy.tables import Tables

MIGRATIONS = (
    Migration(
        "circles-1",
        (
            "CREATE TABLE circles (participant_id TEXT PRIMARY KEY, circle TEXT NOT NULL)",
            "CREATE TABLE circle_consents (consent_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL)",
            """CREATE TABLE circle_departures (
                programme TEXT NOT NULL, agency TEXT NOT NULL, last_day TEXT NOT NULL,
                PRIMARY KEY (programme, agency, last_day))""",
        ),
    ),
    Migration(
        "circles-2",
        (
            """CREATE TABLE circle_marks (
                source TEXT NOT NULL, subject TEXT NOT NULL, sequence BIGINT NOT NULL,
                PRIMARY KEY (subject, source))""",
        ),
    ),
    Migration(
        "circles-3", ("CREATE TABLE circle_granters (consent_id TEXT PRIMARY KEY, writer TEXT NOT NULL)",)
    ),
    issuers.MIGRATION,
)

AT_ONCE = 500
"""Participants per statement."""

_STORED = (
    f"SELECT circles.participant_id, circles.circle, {issuers.STATED}"  # noqa: S608  # constants
    f" FROM circles {issuers.JOINED}"
)

_decoder = msgspec.json.Decoder(Circle)


def circle_of(participant_id: UUID, tables: Tables) -> Circle:
    """What is known of a participant; an empty circle, which allows nothing, when nothing is."""
    return circles_of((participant_id,), tables)[participant_id]


def circles_of(participant_ids: Collection[UUID], tables: Tables) -> Mapping[UUID, Circle]:
    """Those of several participants, for a list."""
    departures = _departures(tables)
    found: dict[UUID, Circle] = dict.fromkeys(participant_ids, Circle(departures=departures))
    wanted = sorted(map(str, found))
    for start in range(0, len(wanted), AT_ONCE):
        for row in _stored(wanted[start : start + AT_ONCE], tables):
            circle = issuers.with_statements(_decoder.decode(row["circle"]), row["stated"])
            found[UUID(row["participant_id"])] = replace(circle, departures=departures)
    return found


def participant_of(consent_id: UUID, tables: Tables) -> UUID | None:
    """The participant that a consent is about, once an event of it has said so."""
    sql = "SELECT participant_id FROM circle_consents WHERE consent_id = :id"
    found = tables.rows(sql, {"id": str(consent_id)})
    return UUID(found[0]["participant_id"]) if found else None


def subjects_of(participant_id: UUID, circle: Circle) -> frozenset[UUID]:
    """Whose records may narrow the circle: the participant, their consents, the parties of the programmes."""
    programmes = {one.terms.programme for one in circle.consents if one.terms and one.terms.programme}
    themselves = frozenset({participant_id, *(one.consent_id for one in circle.consents)})
    return themselves.union(*map(parties_of, programmes))


def parties_of(programme: str) -> frozenset[UUID]:
    """The ids of all that can be a party to the programme."""
    return frozenset(party_id_of(programme, agency) for agency in Agency)


def is_from_granter(consent_id: UUID, source: str, tables: Tables) -> bool:
    """Whether the source writes the topic that granted the consent: no other opens anything by it (I27)."""
    return _is_granter(consent_id, writer_of(source), tables)


def is_from_issuer(participant_id: UUID, source: str, tables: Tables) -> bool:
    """Whether the source writes the topic of the service that issued the participant (I12)."""
    return issuers.is_issuer(participant_id, writer_of(source), tables)


def may_be_from_issuer(participant_id: UUID, source: str, tables: Tables) -> bool:
    """The same, or no grant has said yet who issued the participant."""
    return issuers.may_be_issuer(participant_id, writer_of(source), tables)


def apply_to_circle(event: ContractEvent, source: str, tables: Tables) -> UUID | None:
    """Apply an event of a consent service; the participant whose circle it changed, if any.

    Applying it again changes nothing. `source`: that of its envelope. What another service than the one that
    issued the participant says of them as a whole is kept and does not count (I12).
    """
    writer = writer_of(source)
    match event:
        case AgencyLeft():
            _note_departure(departure_of(event), tables)
        case ParticipantEvent():
            return issuers.note_statement(event, writer, tables)
        case ConsentEvent() if _may_apply(event, writer, tables):
            return _apply(event, tables)
    return None


def _apply(event: ConsentEvent, tables: Tables) -> UUID | None:
    participant_id = _about(event, tables)
    if participant_id is None:
        return None
    note_consent(event.consent_id, participant_id, tables)
    return participant_id if _change(participant_id, event, tables) else None


def _change(participant_id: UUID, event: ConsentEvent, tables: Tables) -> bool:
    before = _consents_of(participant_id, tables)
    after = circle_after(before, event)
    if after != before:
        _keep(participant_id, after, tables)
    return after != before


def _keep(participant_id: UUID, circle: Circle, tables: Tables) -> None:
    tables.write(
        "INSERT INTO circles VALUES (:id, :circle)"
        " ON CONFLICT (participant_id) DO UPDATE SET circle = excluded.circle",
        {"id": str(participant_id), "circle": msgspec.json.encode(circle, order="deterministic").decode()},
    )


def forget_consent(consent_id: UUID, tables: Tables) -> None:
    """Remove a consent, and whom it is about. The caller keeps out what arrives later."""
    participant_id = participant_of(consent_id, tables)
    if participant_id is not None:
        _keep(participant_id, _consents_of(participant_id, tables).without((consent_id,)), tables)
    _forget_participant_of(consent_id, tables)
    tables.write("DELETE FROM circle_granters WHERE consent_id = :consent", {"consent": str(consent_id)})


def _consents_of(participant_id: UUID, tables: Tables) -> Circle:
    stored = tables.rows("SELECT circle FROM circles WHERE participant_id = :id", {"id": str(participant_id)})
    return _decoder.decode(stored[0]["circle"]) if stored else Circle()


def _about(event: ConsentEvent, tables: Tables) -> UUID | None:
    """Whom the event is about: an event of a consent is about its participant, whomever the event states."""
    stated: UUID | None = getattr(event, "participant_id", None)
    known = participant_of(event.consent_id, tables)
    if known in (None, stated):
        return stated
    if isinstance(event, ConsentGranted) and _move_early(event, known, tables):
        return stated
    return known


def _move_early(event: ConsentGranted, known: UUID, tables: Tables) -> bool:
    """What closed the consent before its grant closes it, whichever participant it stated (I24)."""
    before = _consents_of(known, tables)
    early = before.consent(event.consent_id)
    if early.terms is not None:
        return False
    _keep(known, before.without((event.consent_id,)), tables)
    theirs = _consents_of(event.participant_id, tables)
    _keep(event.participant_id, replace(theirs, consents=(*theirs.consents, early)), tables)
    _forget_participant_of(event.consent_id, tables)
    return True


def _forget_participant_of(consent_id: UUID, tables: Tables) -> None:
    tables.write("DELETE FROM circle_consents WHERE consent_id = :consent", {"consent": str(consent_id)})


def note_consent(consent_id: UUID, participant_id: UUID, tables: Tables) -> None:
    """Whom a consent is about, which another service's event may tell before the grant is received."""
    tables.write(
        "INSERT INTO circle_consents VALUES (:consent, :participant) ON CONFLICT (consent_id) DO NOTHING",
        {"consent": str(consent_id), "participant": str(participant_id)},
    )


def note_mark(source: str, subject: UUID, sequence: int, tables: Tables) -> None:
    """The circles hold the subject's events up to this one."""
    tables.write(
        "INSERT INTO circle_marks VALUES (:source, :subject, :sequence)"
        " ON CONFLICT (subject, source) DO UPDATE SET sequence = excluded.sequence"
        " WHERE circle_marks.sequence < excluded.sequence",
        {"source": source, "subject": str(subject), "sequence": sequence},
    )


def _may_apply(event: ConsentEvent, writer: str, tables: Tables) -> bool:
    """What closes always has its effect; what opens has it from the service that issued the participant."""
    if event.EFFECT and event.EFFECT.closes:
        return True
    if isinstance(event, ConsentGranted):
        if issuers.issuer_of(event.participant_id, tables, otherwise=writer) != writer:
            return False
        tables.write(
            "INSERT INTO circle_granters VALUES (:consent, :writer) ON CONFLICT (consent_id) DO NOTHING",
            {"consent": str(event.consent_id), "writer": writer},
        )
    return _is_granter(event.consent_id, writer, tables)


def _is_granter(consent_id: UUID, writer: str, tables: Tables) -> bool:
    sql = "SELECT writer FROM circle_granters WHERE consent_id = :consent"
    return any(row["writer"] == writer for row in tables.rows(sql, {"consent": str(consent_id)}))


def _stored(participant_ids: Sequence[str], tables: Tables) -> Sequence[Mapping[str, Any]]:
    names = {f"p{n}": one for n, one in enumerate(participant_ids)}
    return tables.rows(
        f"{_STORED} WHERE circles.participant_id IN ({', '.join(f':{name}' for name in names)})",
        names,
    )


def _note_departure(one: Departure, tables: Tables) -> None:
    tables.write(
        "INSERT INTO circle_departures VALUES (:programme, :agency, :last_day)"
        " ON CONFLICT (programme, agency, last_day) DO NOTHING",
        {"programme": one.programme, "agency": one.agency.value, "last_day": one.last_day.isoformat()},
    )


def _departures(tables: Tables) -> frozenset[Departure]:
    rows = tables.rows("SELECT programme, agency, last_day FROM circle_departures")
    return frozenset(msgspec.convert([dict(row) for row in rows], list[Departure]))
