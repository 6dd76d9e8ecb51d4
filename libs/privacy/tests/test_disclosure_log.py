"""The log of disclosures is one chain: a change or a cut shows, and who reads the entries can compute it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from chassis.decisions.work import Work
from chassis.store.database import open_database
from samplan.bus.store.migrations import migrate
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy import disclosure_log
from samplan.privacy.disclosure_log import (
    MIGRATIONS,
    Disclosure,
    Log,
    append_disclosure,
    broken_at,
    chained_after,
    disclosures_of,
    not_logged,
)

PARTICIPANT = UUID(int=3)
ENTRY = Disclosure(
    disclosed_on=date(2022, 5, 2),
    participant_id=PARTICIPANT,
    agency=Agency.MALMO_IFO,
    role="system",
    purpose=ConsentPurpose.COORDINATION,
    what="planning.plan",
    rule="consent",
    consent_id=UUID(int=1),
    circle_version=4,
)
OF_ANOTHER = replace(ENTRY, participant_id=UUID(int=9), rule="emergency_access", consent_id=None)


@pytest.fixture
def work(database_url: str) -> Iterator[Work]:
    database = open_database(database_url)
    migrate(database, MIGRATIONS, event_store=False)
    with database.transaction() as tx:
        yield Work(tx)
    database.close()


def test_each_entry_continues_the_chain(work: Work) -> None:
    first, second = append_disclosure(ENTRY, work), append_disclosure(OF_ANOTHER, work)
    assert (first.position, second.position) == (1, 2)
    assert second.chained == chained_after(chained_after("", 1, ENTRY), 2, OF_ANOTHER)


def test_what_is_withheld_leaves_no_gap_among_what_is_published(work: Work) -> None:
    """Else a reader of the topic would count the disclosures of persons with protected identity (C-13)."""
    published: dict[int, str] = {}
    withheld: dict[int, str] = {}
    for entry, log, hashes in (
        (ENTRY, Log.PUBLISHED, published),
        (OF_ANOTHER, Log.WITHHELD, withheld),
        (ENTRY, Log.PUBLISHED, published),
    ):
        anchor = append_disclosure(entry, work, log)
        hashes[anchor.position] = anchor.chained
    assert ([*published], [*withheld]) == ([1, 2], [1])
    assert broken_at(work, published) is None
    assert broken_at(work, withheld, Log.WITHHELD) is None
    assert OF_ANOTHER.participant_id
    assert disclosures_of(OF_ANOTHER.participant_id, work) == [OF_ANOTHER]


def test_an_entry_that_has_an_equal_is_logged(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure_log, "AT_ONCE", 2)
    append_disclosure(ENTRY, work)
    next_day = replace(ENTRY, disclosed_on=date(2022, 5, 3))
    other_role = replace(ENTRY, role="case_officer")
    assert not_logged([OF_ANOTHER, next_day, ENTRY, other_role, next_day], work) == [
        OF_ANOTHER,
        next_day,
        other_role,
    ]
    assert not_logged([], work) == []


def test_each_participant_has_their_own_entries(work: Work) -> None:
    append_disclosure(ENTRY, work)
    append_disclosure(OF_ANOTHER, work)
    assert disclosures_of(PARTICIPANT, work) == [ENTRY]


def test_an_entry_may_name_the_consent_alone(work: Work) -> None:
    nameless = replace(ENTRY, participant_id=None)
    anchor = append_disclosure(nameless, work)
    assert broken_at(work, {1: anchor.chained}) is None
    assert disclosures_of(PARTICIPANT, work) == []
    assert disclosures_of(nameless.subject_id, work) == [nameless]
    work.write("UPDATE disclosure_entries SET participant_id = :id", {"id": str(PARTICIPANT)})
    assert broken_at(work, {1: anchor.chained}) == 1


def test_a_rewritten_entry_breaks_it_there_though_its_hashes_were_computed_again(work: Work) -> None:
    published = {one.position: one.chained for one in (append_disclosure(ENTRY, work) for _ in range(3))}
    assert broken_at(work, published) is None
    assert broken_at(work, {**published, 2: "0" * 64}) == 2
    assert broken_at(work, {1: published[1]}) == 2
    work.write("DELETE FROM disclosure_entries WHERE position = 3")
    assert broken_at(work, published) == 3
