"""I24: what may have ended a sharing, and waits, closes the subject of its key and no other."""

from collections.abc import Iterator

import pytest
from services.chassis.tests.consents import (
    ANNA,
    BEA,
    EXPIRY,
    GRANT,
    REFERRALS,
    REVOCATION,
    Listener,
    entered_in_error,
    garbage,
    granted,
    listening_on,
    published,
    unheard_of,
    unreadable,
    without_effect,
)

from chassis.observe.watching import measure
from samplan.bus.observe.telemetry import ALL_SUBJECTS_CLOSED, SUBJECTS_CLOSED
from samplan.bus.reading.catch_up import (
    ALWAYS,
    StillCatchingUp,
    is_caught_up,
    report_caught_up,
    require_open,
)
from samplan.bus.reading.closings import EVERYONE, closed_subjects
from samplan.bus.reading.discards import NeedsAnotherOperator
from samplan.bus.reading.intake import replay
from samplan.bus.reading.parked import discard, list_parked
from samplan.contracts.envelope import Record

FOREIGN = b"no aggregate's key"
IN_ERROR = published(entered_in_error(ANNA), 1)
NOTHING, ANNAS = frozenset[str](), frozenset({str(ANNA)})


@pytest.fixture
def listener(database_url: str) -> Iterator[Listener]:
    with listening_on(database_url) as listener:
        report_caught_up(listener.database, ALWAYS)
        yield listener


def is_closed(listener: Listener) -> bool:
    """To an answer that rests on Anna's consent."""
    try:
        require_open(listener.database, [ANNA])
    except StillCatchingUp:
        return True
    return False


class TestARecordOfAConsentThatWaits:
    @pytest.mark.parametrize(
        "record",
        [
            garbage(),
            unheard_of(GRANT),
            unheard_of(GRANT, "narrows"),
            unheard_of(GRANT, "ends"),
            unheard_of(GRANT, "pauses"),
            unreadable(without_effect(GRANT)),
            unreadable(REVOCATION),
            unreadable(without_effect(REVOCATION)),
            unreadable(REVOCATION)._replace(
                headers=[*without_effect(REVOCATION).headers, ("ce_effect", b"none")]
            ),
            Record(GRANT.key, GRANT.value, [*GRANT.headers, ("ce_effect", b"opens")]),
        ],
    )
    def test_closes_its_subject_unless_it_is_sure_to_end_nothing(
        self, listener: Listener, record: Record
    ) -> None:
        listener.hears(record)
        assert closed_subjects(listener.database) == ANNAS
        assert is_closed(listener)

    @pytest.mark.parametrize(
        "record",
        [
            garbage(effect="opens"),
            garbage(effect="none"),
            unheard_of(GRANT, "opens"),
            unheard_of(GRANT, "none"),
            unreadable(GRANT),
        ],
    )
    def test_closes_nothing_when_its_header_says_that_it_opens_or_has_no_effect(
        self, listener: Listener, record: Record
    ) -> None:
        listener.hears(record)
        assert len(listener.reasons()) == 1
        assert closed_subjects(listener.database) == NOTHING
        assert not is_closed(listener)

    def test_closes_nothing_when_it_can_be_read_and_opens(self, listener: Listener) -> None:
        listener.refuses = {"ConsentGranted"}
        listener.hears(without_effect(GRANT))
        assert listener.reasons() == ["rule_broken"]
        assert closed_subjects(listener.database) == NOTHING

    def test_closes_its_subject_when_its_ending_is_refused(self, listener: Listener) -> None:
        listener.refuses = {"ConsentRevoked"}
        listener.hears(REVOCATION)
        assert listener.reasons() == ["rule_broken"]
        assert closed_subjects(listener.database) == ANNAS

    def test_closes_its_subject_when_what_it_follows_is_missing(self, listener: Listener) -> None:
        """What is missing may be an ending."""
        listener.hears(published(granted(ANNA), 3, after=1))
        assert listener.reasons() == ["came_ahead"]
        assert closed_subjects(listener.database) == ANNAS
        listener.hears(published(granted(ANNA), 1))
        assert closed_subjects(listener.database) == NOTHING

    def test_closes_nobody_else(self, listener: Listener) -> None:
        listener.hears(garbage())
        require_open(listener.database, [BEA])
        assert is_caught_up(listener.database)

    def test_opens_its_subject_again_when_it_is_given_up(self, listener: Listener) -> None:
        listener.hears(garbage(), GRANT)
        assert discard(listener.database, listener.id_of("missing_envelope"))
        assert not is_closed(listener)
        assert replay(listener.database, listener, listener.id_of("behind_parked")) == 1

    def test_opens_its_subject_again_when_it_has_had_its_effect(self, listener: Listener) -> None:
        listener.refuses = {"ConsentExpired"}
        listener.hears(EXPIRY)
        listener.refuses = set()
        replay(listener.database, listener, listener.id_of("rule_broken"))
        assert not is_closed(listener)


class TestARecordOfAReferralThatWaits:
    @pytest.mark.parametrize("record", [unreadable(IN_ERROR), unheard_of(IN_ERROR, "ends")])
    def test_closes_the_referral_when_it_ends_a_sharing(self, listener: Listener, record: Record) -> None:
        listener.hears(record, topic=REFERRALS)
        assert closed_subjects(listener.database) == ANNAS

    @pytest.mark.parametrize("record", [garbage(), garbage(None), unheard_of(IN_ERROR)])
    def test_closes_nothing_else(self, listener: Listener, record: Record) -> None:
        listener.hears(record, topic=REFERRALS)
        assert len(listener.reasons()) == 1
        assert closed_subjects(listener.database) == NOTHING


class TestARecordOfAConsentWithoutAReadableKey:
    @pytest.fixture(params=[None, b"", b"\xff" * 36, FOREIGN], ids=["none", "empty", "binary", "foreign"])
    def everyone(self, listener: Listener, request: pytest.FixtureRequest) -> Listener:
        listener.hears(garbage(request.param))
        return listener

    def test_closes_everything(self, everyone: Listener) -> None:
        assert closed_subjects(everyone.database) == {EVERYONE}
        assert is_closed(everyone)
        assert not is_caught_up(everyone.database)

    def test_is_discarded_by_two_operators_and_by_no_one_alone(self, everyone: Listener) -> None:
        [row] = list_parked(everyone.database)
        for asking in (None, "", "Astrid", "Astrid", " astrid "):
            with pytest.raises(NeedsAnotherOperator):
                discard(everyone.database, row.id, asking)
        assert is_closed(everyone)
        assert discard(everyone.database, row.id, "Bo")
        assert not is_closed(everyone)
        assert is_caught_up(everyone.database)
        asked = everyone.database.query("SELECT parked_id, operator FROM discard_requests ORDER BY operator")
        assert [(one["parked_id"], one["operator"]) for one in asked] == [(row.id, "astrid"), (row.id, "bo")]


class TestWhatAnOlderProgramHasParked:
    @pytest.fixture
    def older(self, listener: Listener) -> Listener:
        """It had no word for what a record closes."""
        listener.hears(garbage(effect="opens"))
        listener.hears(garbage(effect="none"), topic=REFERRALS)
        with listener.database.transaction() as tx:
            tx.execute("UPDATE parked SET closes = NULL")
        return listener

    def test_closes_its_subject_if_it_is_about_a_consent(self, older: Listener) -> None:
        assert closed_subjects(older.database) == ANNAS
        assert [row.closes for row in list_parked(older.database)] == [str(ANNA), ""]

    def test_closes_everything_without_a_readable_key(self, older: Listener) -> None:
        with older.database.transaction() as tx:
            tx.execute("UPDATE parked SET record_key = NULL")
        assert closed_subjects(older.database) == {EVERYONE}
        with pytest.raises(NeedsAnotherOperator):
            discard(older.database, older.id_of("missing_envelope"), "Astrid")


def test_figures_say_how_many_subjects_are_closed_and_whether_all_are(listener: Listener) -> None:
    listener.hears(garbage(), unheard_of(published(granted(BEA), 2)), garbage())
    measure(listener.database, None, None)
    assert (SUBJECTS_CLOSED._value.get(), ALL_SUBJECTS_CLOSED._value.get()) == (2, 0)
    listener.hears(garbage(None))
    measure(listener.database, None, None)
    assert (SUBJECTS_CLOSED._value.get(), ALL_SUBJECTS_CLOSED._value.get()) == (2, 1)
