"""The conformance suite: each fault of an adapter breaks the promise that it is against."""

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest

from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RetentionGround
from samplan.contracts.envelope import Record, Undecodable, decode
from samplan.contracts.planning.plans import ActivityStarted, PlanAgreed, PlanOpened
from samplan.kit.conform.adapter import Held
from samplan.kit.conform.checks import (
    READING,
    Ahead,
    Check,
    Duplicate,
    EndOfSharing,
    EpochChange,
    Failed,
    Order,
    Poison,
    Refill,
    UnknownType,
)
from samplan.kit.conform.report import line_of, written
from samplan.kit.conform.stage import Stage
from samplan.kit.conform.suite import Result

NOTED = (PlanOpened.TYPE, PlanAgreed.TYPE, ActivityStarted.TYPE)


class Topics:
    """What the suite publishes, in order."""

    def __init__(self) -> None:
        self.records: list[tuple[str, Record]] = []

    def publish(self, topic: str, record: Record) -> None:
        self.records.append((topic, record))


def naive(topics: Topics) -> list[Held]:
    """An adapter that notes whatever it can read, as it comes."""
    held: list[Held] = []
    for topic, record in topics.records:
        try:
            envelope, _ = decode(topic, record.key, record.value, record.headers)
        except Undecodable:
            continue
        if envelope.type in NOTED:
            held.append(Held(event=envelope.id, type=envelope.type, subject=UUID(envelope.subject)))
    return held


def once(held: Sequence[Held]) -> list[Held]:
    return list(dict.fromkeys(held))


def by_sequence(held: Sequence[Held]) -> list[Held]:
    return sorted(held, key=lambda one: int(one.event.rpartition(":")[2]))


def arranged(kind: type[Check]) -> tuple[Check, Topics]:
    check, topics = kind(), Topics()
    check.arrange(Stage(topics, Agency.MALMO_IFO))
    return check, topics


@pytest.mark.parametrize("kind", [Order, UnknownType, Poison])
def test_a_naive_adapter_keeps_the_promises_that_need_no_memory(kind: type[Check]) -> None:
    check, topics = arranged(kind)
    check.judge(naive(topics))


@pytest.mark.parametrize(
    ("kind", "cure"),
    [(Duplicate, once), (EpochChange, once), (Ahead, lambda held: by_sequence(once(held)))],
    ids=["a repeat", "a repeat of an earlier epoch", "an event ahead of its turn"],
)
def test_a_naive_adapter_falls_for(kind: type[Check], cure: Callable[[list[Held]], list[Held]]) -> None:
    check, topics = arranged(kind)
    with pytest.raises(Failed):
        check.judge(naive(topics))
    check.judge(cure(naive(topics)))


def test_an_adapter_that_forgets_nothing_breaks_the_promise_of_the_end() -> None:
    check, topics = arranged(EndOfSharing)
    with pytest.raises(Failed, match="has ended"):
        check.judge(naive(topics))
    check.judge(naive(topics)[-1:])


def test_what_is_kept_on_a_ground_after_the_end_is_no_fault() -> None:
    check, topics = arranged(EndOfSharing)
    *before, again = naive(topics)
    ground = RetentionGround.ARCHIVE_DUTY
    kept = [Held(one.event, one.type, one.subject, retained=ground) for one in before]
    check.judge([*kept, again])


def test_an_adapter_that_knows_no_facts_notes_a_refill_twice() -> None:
    check, topics = arranged(Refill)
    with pytest.raises(Failed):
        check.judge(once(naive(topics)))
    check.judge(naive(topics)[:2])


def test_an_adapter_that_mixes_up_the_order_is_told_what_it_holds() -> None:
    check, topics = arranged(Order)
    with pytest.raises(Failed, match="PlanAgreed, PlanOpened"):
        check.judge(naive(topics)[::-1])


def test_an_adapter_that_notes_a_poisoned_record_is_found() -> None:
    check, topics = arranged(Poison)
    _, torn = topics.records[0]
    subject = UUID((torn.key or b"").decode())
    with pytest.raises(Failed, match="cannot be read"):
        check.judge([*naive(topics), Held("", PlanOpened.TYPE, subject)])


def test_an_adapter_that_holds_nothing_keeps_no_promise_of_reading() -> None:
    for kind in READING:
        check, _ = arranged(kind)
        with pytest.raises(Failed, match="nothing"):
            check.judge([])


def test_the_report_names_each_promise_and_counts_those_kept() -> None:
    results = [Result("order", "In order", None), Result("poison", "No effect", "holds a record")]
    assert [line_of(one) for one in results] == ["kept    order", "BROKEN  poison: holds a record"]
    page = written("fk", ["node", "journal.mjs"], results)
    assert "1 of 2 promises kept" in page
    assert "| poison | No effect | holds a record |" in page
