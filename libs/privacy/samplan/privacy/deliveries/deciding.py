"""Decides what one recipient receives about one record, by today's circle, and stores each decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samplan.bus.clock import now_utc
from samplan.bus.reading.catch_up import is_open
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.codes import Agency
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import circle_of, subjects_of
from samplan.privacy.circle.may_deliver import Delivering, asked_of_record, may_deliver
from samplan.privacy.circle.may_know import Allowed, Decision, Denied, Rule, may_know
from samplan.privacy.deliveries import rows
from samplan.privacy.deliveries.epochs import DueRecord
from samplan.privacy.deliveries.in_transaction import InTransaction
from samplan.privacy.deliveries.index import Deliverable, facts_of, participant_of
from samplan.privacy.deliveries.rows import ToDecide

ENDED_MEANWHILE = "ended_meanwhile"
"""The rule of an end after which a new consent has opened the record again."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One epoch of the topic to one agency's system.

    `resource`: of the access table: what opens it opens the record. `owner`: whose service delivers.
    """

    epoch: str
    agency: Agency
    owner: Agency
    resource: str
    today: date


@dataclass(frozen=True)
class Sharing:
    """A record with its facts and its participant's circle, as they are in this transaction."""

    to: Recipient
    facts: Sequence[Deliverable]
    circle: Circle
    is_heard: bool
    """Whether an end of a consent cannot have been missed (C-06)."""

    @property
    def gate(self) -> Decision:
        """May the recipient know the record at all?"""
        if any(fact.closes for fact in self.facts):
            return Denied(rule=Rule.NOT_SHARED)
        asked = asked_of_record(self.to.resource, self.to.agency, self.to.owner, self.to.today)
        return may_know(self.circle, asked)

    @property
    def waits(self) -> bool:
        """Whether it may be known, unless an end that is not applied yet says otherwise (I24)."""
        gate = self.gate
        return isinstance(gate, Allowed) and gate.rule is not Rule.OWN_RECORD and not self.is_heard

    def decision_on(self, fact: Deliverable) -> Decision:
        asked = Delivering(
            what=fact.what,
            recipient=self.to.agency,
            owner=self.to.owner,
            makers=fact.makers,
            occurred_on=fact.occurred_on,
            today=self.to.today,
        )
        return may_deliver(self.circle, asked)


def sharing_of(record_id: UUID, to: Recipient, tx: Transaction, database: Database) -> Sharing:
    """The record's present state."""
    tables = InTransaction(tx)
    facts = facts_of(str(record_id), tables)
    participant_id = participant_of(str(record_id), tables)
    circle = circle_of(participant_id, tables)
    subjects = subjects_of(participant_id, circle).union(*(fact.rests_on for fact in facts))
    return Sharing(to, facts, circle, is_open(database, tx, subjects))


def decide(due: DueRecord, to: Recipient, tx: Transaction, database: Database) -> bool:
    """Tell what may be told and was not, or end the sharing; whether it is decided, and need not wait.

    Deciding it again decides nothing twice.
    """
    record_id = due.record_id
    sharing = sharing_of(record_id, to, tx, database)
    if due.ends:
        end(record_id, ENDED_MEANWHILE, sharing, tx)
    if isinstance(gate := sharing.gate, Denied):
        end(record_id, gate.rule, sharing, tx)
        return True
    if sharing.waits:
        return False
    _tell(record_id, sharing, tx)
    return True


def end(record_id: UUID, rule: str, sharing: Sharing, tx: Transaction) -> None:
    """State once that the recipient is told no more, if it was told anything."""
    tables, to = InTransaction(tx), sharing.to
    told = rows.told_since_the_last_end(to.epoch, record_id, tables)
    if not told and not rows.was_told_before(to.epoch, to.agency, record_id, tables):
        return
    ended = ToDecide(record_id, record_id, None, rule, None, sharing.circle.version, to.today)
    rows.add(to.epoch, to.agency, ended, now_utc(), tables)


def _tell(record_id: UUID, sharing: Sharing, tx: Transaction) -> None:
    tables, to = InTransaction(tx), sharing.to
    told = rows.told_since_the_last_end(to.epoch, record_id, tables)
    for fact in sharing.facts:
        if fact.position in told:
            continue
        decision = sharing.decision_on(fact)
        if isinstance(decision, Allowed):
            rows.add(to.epoch, to.agency, _to_tell(fact, decision), now_utc(), tables)
        else:
            _note_withheld(fact, decision, sharing, tables)


def _to_tell(fact: Deliverable, decision: Allowed) -> ToDecide:
    return ToDecide(
        fact.record_id,
        fact.subject,
        fact.position,
        decision.rule,
        decision.consent_id,
        decision.version,
        fact.occurred_on,
    )


def _note_withheld(fact: Deliverable, decision: Denied, sharing: Sharing, tables: InTransaction) -> None:
    """State why a recipient that may know the record does not receive the fact. The last reason holds."""
    tables.write(
        "INSERT INTO deliveries_withheld VALUES (:epoch, :position, :rule, :version, :at)"
        " ON CONFLICT (epoch, position) DO UPDATE SET rule = excluded.rule,"
        " circle_version = excluded.circle_version, decided_at = excluded.decided_at"
        " WHERE deliveries_withheld.rule <> excluded.rule",
        {
            "epoch": sharing.to.epoch,
            "position": fact.position,
            "rule": decision.rule.value,
            "version": sharing.circle.version,
            "at": now_utc().isoformat(),
        },
    )
