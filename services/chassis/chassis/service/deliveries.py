"""What a service delivers to the systems of other agencies, from its declaration (I28)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec
from eventsourcing.persistence import Notification

from chassis.decisions.clock import clock_of, today
from chassis.decisions.journal import Translate, from_stored, publishable
from chassis.decisions.work import RecordDamaged, Work
from chassis.service.business_date import translated_on_business_date
from chassis.service.delivers import Concern, Delivers
from chassis.service.service import Service
from chassis.settings.environment import Settings
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.access import openings
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.privacy.deliveries.deliveries import Deliveries, Terms
from samplan.privacy.deliveries.index import Deliverable, Index


def deliveries_of(service: Service, settings: Settings, database: Database) -> Deliveries | None:
    """None for a service that delivers nothing, or to no recipient."""
    delivers = service.delivers
    if delivers is None or service.translate is None or not (recipients := delivers.recipients(settings)):
        return None

    translate = translated_on_business_date(service.translate, settings, database)

    def business_date() -> date:
        with clock_of(settings, database):
            return today()

    terms = Terms(
        owner=settings.agency,
        service=service.name,
        recipients=recipients,
        resource=delivers.resource,
        index=_index(delivers, translate),
        today=business_date,
    )
    return Deliveries(database, publishable(translate), terms)


def _index(delivers: Delivers, translate: Translate) -> Index:
    def index(stored: Notification, tx: Transaction) -> Deliverable | None:
        fact = from_stored(stored)
        event = translate(fact)
        try:
            concern = delivers.concern(fact, event, Work(tx))
        except RecordDamaged:
            return None
        return None if concern is None else _deliverable(stored, event, concern)

    return index


def _deliverable(stored: Notification, event: ContractEvent | None, concern: Concern) -> Deliverable | None:
    """What no consent opens has no recipient: it is about no participant, or its owner's alone."""
    is_told = event is not None and event.TYPE in openings()
    if not (is_told or concern.closes):
        return None
    return Deliverable(
        position=stored.id,
        record_id=concern.record_id,
        participant_id=concern.participant_id,
        subject=UUID(event.subject_id) if event else concern.record_id,
        what=event.TYPE if event else "",
        occurred_on=event.occurred_on if event else date.min,
        makers=concern.makers.union(agencies_in(event) if event else ()),
        rests_on=concern.rests_on,
        closes=concern.closes,
    )


def agencies_in(event: ContractEvent) -> Iterator[Agency]:
    """Those that its members name."""
    for value in msgspec.structs.asdict(event).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Agency):
                yield each
