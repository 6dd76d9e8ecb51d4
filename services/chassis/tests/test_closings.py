"""I24: a parked record that may have ended a sharing closes the subject of its key and no other."""

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
    of_unknown_type,
    published,
    unreadable,
    without_effect,
)

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


def without_time(record: Record) -> Record:
    """The same event, with an incomplete envelope."""
    return record._replace(headers=[header for header in record.headers if header[0] != "ce_time"])


@pytest.fixture
def listener(database_url: str) -> Iterator[Listener]:
    with listening_on(database_url) as listener:
        report_caught_up(listener.database, ALWAYS)
        yield listener


def is_closed(listener: Listener) -> bool:
    """Whether an answer that rests on Anna's consent is refused."""
    try:
        require_open(listener.database, [ANNA])
    except StillCatchingUp:
        return True
    return False


class TestAParkedRecordOfAConsent:
    @pytest.mark.parametrize(
        "record",
        [
            garbage(),
            of_unknown_type(GRANT),
            of_unknown_type(GRANT, "narrows"),
            of_unknown_type(GRANT, "ends"),
            of_unknown_type(GRANT, "pauses"),
            unreadable(without_effect(GRANT)),
            unreadable(REVOCATION),
            unreadable(without_effect(REVOCATION)),
            without_time(REVOCATION),
            without_time(without_effect(REVOCATION))._replace(
                headers=[*without_time(without_effect(REVOCATION)).headers, ("ce_effect", b"none")]
            ),
            unreadable(REVOCATION)._replace(
                headers=[*without_effect(REVOCATION).headers, ("ce_effect", b"none")]
            ),
            Record(GRANT.key, GRANT.value, [*GRANT.headers, ("ce_effect", b"opens")]),
        ],
    )
    def test_closes_its_subject_unless_it_certainly_ends_nothing(
        self, listener: Listener, record: Record
    ) -> None:
        listener.receives(record)
        assert closed_subjects(listener.database) == ANNAS
        assert is_closed(listener)

    @pytest.mark.parametrize(
        "record",
        [
            garbage(effect="opens"),
            garbage(effect="none"),
            of_unknown_type(GRANT, "opens"),
            of_unknown_type(GRANT, "none"),
            unreadable(GRANT),
        ],
    )
    def test_closes_nothing_when_its_header_says_that_it_opens_or_has_no_effect(
        self, listener: Listener, record: Record
    ) -> None:
        listener.receives(record)
        assert len(listener.reasons()) == 1
        assert closed_subjects(listener.database) == NOTHING
        assert not is_closed(listener)

    def test_closes_nothing_when_it_can_be_read_and_opens(self, listener: Listener) -> None:
        listener.refuses = {"ConsentGranted"}
        listener.receives(without_effect(GRANT))
        assert listener.reasons() == ["rule_broken"]
        assert closed_subjects(listener.database) == NOTHING

    def test_closes_its_subject_when_its_ending_is_refused(self, listener: Listener) -> None:
        listener.refuses = {"ConsentRevoked"}
        listener.receives(REVOCATION)
        assert listener.reasons() == ["rule_broken"]
        assert closed_subjects(listener.database) == ANNAS

    def test_closes_its_subject_when_what_it_follows_is_missing(self, listener: Listener) -> None:
        """The missing record may be an ending."""
        listener.receives(published(granted(ANNA), 3, after=1))
        assert listener.reasons() == ["came_ahead"]
        assert closed_subjects(listener.database) == ANNAS
        listener.receives(published(granted(ANNA), 1))
        assert closed_subjects(listener.database) == NOTHING

    def test_closes_no_other_subject(self, listener: Listener) -> None:
        listener.receives(garbage())
        require_open(listener.database, [BEA])
        assert is_caught_up(listener.database)

    def test_opens_its_subject_again_when_it_is_discarded(self, listener: Listener) -> None:
        listener.receives(garbage(), GRANT)
        assert discard(listener.database, listener.id_of("missing_envelope"))
        assert not is_closed(listener)
        assert replay(listener.database, listener, listener.id_of("behind_parked")) == 1

    def test_opens_its_subject_again_when_it_has_been_applied(self, listener: Listener) -> None:
        listener.refuses = {"ConsentExpired"}
        listener.receives(EXPIRY)
        listener.refuses = set()
        replay(listener.database, listener, listener.id_of("rule_broken"))
        assert not is_closed(listener)


class TestAParkedRecordOfAReferral:
    @pytest.mark.parametrize(
        "record",
        [
            unreadable(IN_ERROR),
            without_time(IN_ERROR),
            without_time(without_effect(IN_ERROR)),
            of_unknown_type(IN_ERROR, "ends"),
            of_unknown_type(IN_ERROR, "pauses"),
            garbage(effect="pauses"),
            IN_ERROR._replace(headers=[*IN_ERROR.headers, ("ce_effect", b"none")]),
        ],
    )
    def test_closes_the_referral_when_it_may_end_a_sharing(self, listener: Listener, record: Record) -> None:
        listener.receives(record, topic=REFERRALS)
        assert closed_subjects(listener.database) == ANNAS

    @pytest.mark.parametrize(
        "kept", [(), ("ce_type", b"of no kind"), ("ce_type", b"\xff"), ("ce_time", b"now")]
    )
    def test_closes_the_referral_when_not_even_its_type_can_be_read(
        self, listener: Listener, kept: tuple[str, bytes] | tuple[()]
    ) -> None:
        """It may be the news that the referral was about the wrong person."""
        listener.receives(garbage()._replace(headers=[kept] if kept else []), topic=REFERRALS)
        assert closed_subjects(listener.database) == ANNAS

    @pytest.mark.parametrize("record", [garbage(None), garbage(FOREIGN), of_unknown_type(IN_ERROR)])
    def test_closes_nothing_else(self, listener: Listener, record: Record) -> None:
        listener.receives(record, topic=REFERRALS)
        assert len(listener.reasons()) == 1
        assert closed_subjects(listener.database) == NOTHING


class TestAParkedRecordOfAConsentWithoutAReadableKey:
    @pytest.fixture(
        params=[None, b"", b"\xff" * 36, FOREIGN, b"+" + b"1" * 31, b"\n" * 31 + b"1", b"1_" * 15 + b"11"],
        ids=["none", "empty", "binary", "foreign", "sign", "line breaks", "underscores"],
    )
    def everyone(self, listener: Listener, request: pytest.FixtureRequest) -> Listener:
        listener.receives(garbage(request.param))
        return listener

    def test_closes_everything(self, everyone: Listener) -> None:
        assert closed_subjects(everyone.database) == {EVERYONE}
        assert is_closed(everyone)
        assert not is_caught_up(everyone.database)

    @pytest.mark.parametrize(
        "spelt",
        ["A\u030asa", "\u00e5sa", "A\u030asa\u200b", "\uff21\u030asa", "\u00c5sa\x00"],
        ids=["two characters", "lower case", "invisible", "full width", "control"],
    )
    def test_is_not_discarded_by_one_operator_spelt_in_two_ways(self, everyone: Listener, spelt: str) -> None:
        [row] = list_parked(everyone.database)
        for asking in ("\u00c5sa", spelt):
            with pytest.raises(NeedsAnotherOperator):
                discard(everyone.database, row.id, asking)

    def test_is_discarded_by_two_operators_only(self, everyone: Listener) -> None:
        [row] = list_parked(everyone.database)
        for asking in (None, "", "Astrid", "Astrid", " astrid "):
            with pytest.raises(NeedsAnotherOperator):
                discard(everyone.database, row.id, asking)
        assert is_closed(everyone)
        assert discard(everyone.database, row.id, "Bo")
        assert not is_closed(everyone)
        assert is_caught_up(everyone.database)
        requests = everyone.database.query(
            "SELECT parked_id, operator FROM discard_requests ORDER BY operator"
        )
        assert [(one["parked_id"], one["operator"]) for one in requests] == [
            (row.id, name) for name in ("astrid", "bo")
        ]


class TestWhatAnOlderProgramHasParked:
    @pytest.fixture
    def older(self, listener: Listener) -> Listener:
        """It did not record what a record closes."""
        listener.receives(garbage(effect="opens"))
        listener.receives(garbage(effect="none"), topic=REFERRALS)
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
