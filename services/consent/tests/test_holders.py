"""C-08: who held something when a consent ended says what it did with it, and silence is noted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import (
    CARE,
    CIRCLE,
    CITY,
    GRANT,
    KEEPER,
    PARTICIPANT,
    REFERRAL,
    SEPTEMBER_1,
    expired,
    granted,
    revoked,
)

from chassis.decisions.commands import Command
from consent.changing.narrow_after_departures import NarrowAfterDepartures
from consent.changing.narrow_consent import ConsentNarrowed
from consent.error_entry.enter_in_error import EnterInError
from consent.expiring.expire_consents import ExpireConsents
from consent.holders.note_silence import RevocationUnanswered, note_silence
from consent.revoking.acknowledge_revocation import RevocationAcknowledged
from consent.revoking.ask_holders import HoldersAsked, ask_holders
from consent.vouchers.note_keeper import NoteKeeper
from samplan.bus.observe.telemetry import UNANSWERED_REVOCATIONS
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RevocationOutcome
from samplan.testing.given import Fact, fact, given

SEPTEMBER_4, SEPTEMBER_5 = date(2020, 9, 4), date(2020, 9, 5)
ON = {"occurredOn": "2020-09-01"}
ALL = tuple(sorted(CIRCLE))


def asked(*agencies: Agency, answer_by: date = SEPTEMBER_4) -> Fact:
    return fact(HoldersAsked, agencies=agencies, answer_by=answer_by, occurred_on=SEPTEMBER_1)


def unanswered(agency: Agency) -> Fact:
    return fact(RevocationUnanswered, agency=agency, occurred_on=SEPTEMBER_5)


def answered(agency: Agency) -> Fact:
    return fact(
        RevocationAcknowledged,
        agency=agency,
        outcome=RevocationOutcome.ERASED,
        ground=None,
        occurred_on=SEPTEMBER_1,
    )


def narrowed(*remaining: Agency) -> Fact:
    return fact(
        ConsentNarrowed,
        participant_id=PARTICIPANT,
        agencies=remaining,
        circle_version=2,
        occurred_on=SEPTEMBER_1,
    )


class TestAnEnd:
    @pytest.mark.parametrize("end", [revoked(), expired()])
    def test_asks_every_agency_that_the_consent_names(self, end: Fact) -> None:
        given(granted(), end).when(ask_holders, SEPTEMBER_1).then(asked(*ALL))

    def test_asks_the_agency_that_it_names_no_more(self) -> None:
        given(granted(), narrowed(Agency.AF, CITY)).when(ask_holders, SEPTEMBER_1).then(asked(CARE))

    def test_asks_nobody_a_second_time(self) -> None:
        before = granted(), narrowed(Agency.AF, CITY), asked(CARE), revoked()
        given(*before).when(ask_holders, SEPTEMBER_1).then(asked(Agency.AF, CITY))
        given(*before, asked(Agency.AF, CITY)).when(ask_holders, SEPTEMBER_1).then_nothing()

    def test_that_has_not_come_asks_nobody(self) -> None:
        given(granted()).when(ask_holders, SEPTEMBER_1).then_nothing()


class TestSilence:
    def test_is_noted_on_the_day_after_the_last_one_for_each_agency_that_has_not_answered(self) -> None:
        before = granted(), revoked(), asked(*ALL), answered(CITY)
        given(*before).when(note_silence, SEPTEMBER_4).then_nothing()
        outcome = given(*before).when(note_silence, SEPTEMBER_5)
        outcome.then(unanswered(Agency.AF), unanswered(CARE))

    def test_is_noted_once(self) -> None:
        before = granted(), revoked(), asked(CARE), unanswered(CARE)
        given(*before).when(note_silence, date(2020, 9, 9)).then_nothing()


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    """On each kind of store, on 1 September."""
    with Desk(tmp_path, today=SEPTEMBER_1, database_url=database_url) as running:
        yield running


@pytest.fixture
def place(desk: Desk) -> str:
    """Where a consent is that has been withdrawn."""
    where = str(desk.post("/v1/consents", GRANT, agency=CITY).headers["location"])
    desk.post(f"{where}/revocation", ON).raise_for_status()
    return where


def answer(desk: Desk, place: str, agency: Agency, outcome: str, ground: str | None = None) -> None:
    body = {**ON, "outcome": outcome, "ground": ground}
    desk.post(f"{place}/revocation-answers", body, agency=agency).raise_for_status()


def holders(desk: Desk, place: str, agency: Agency = KEEPER) -> dict[str, tuple[Any, ...]]:
    lines = desk.get(f"{place}/holders", agency=agency).json()
    return {line["agency"]: (line["state"], line["ground"], line["answerBy"]) for line in lines}


def unanswered_by(desk: Desk, agency: Agency) -> list[tuple[str, bool]]:
    lines = desk.get("/v1/unanswered-revocations", agency=agency).json()
    return [(line["agency"], line["isLate"]) for line in lines]


def test_while_a_consent_is_in_force_its_agencies_may_know(desk: Desk) -> None:
    place = desk.post("/v1/consents", GRANT, agency=CITY).headers["location"]
    assert set(holders(desk, place).values()) == {("may_know", None, None)}
    assert unanswered_by(desk, KEEPER) == []


def test_the_view_says_who_has_answered_what_and_who_has_not(desk: Desk, place: str) -> None:
    answer(desk, place, Agency.AF, "stopped")
    answer(desk, place, Agency.AF, "erased")
    answer(desk, place, CARE, "retained", "archive_duty")
    assert holders(desk, place, CARE) == {
        "af": ("erased", None, "2020-09-04"),
        "malmo-ifo": ("asked", None, "2020-09-04"),
        "region-skane": ("retained", "archive_duty", "2020-09-04"),
    }
    assert desk.get(f"{place}/holders", agency="fk").status_code == 404


def test_an_agency_sees_what_it_has_to_answer_and_the_keeper_sees_all(desk: Desk, place: str) -> None:
    answer(desk, place, CITY, "stopped")
    assert unanswered_by(desk, CARE) == [("region-skane", False)]
    assert unanswered_by(desk, CITY) == []
    assert unanswered_by(desk, KEEPER) == [("af", False), ("region-skane", False)]


def test_silence_is_listed_and_measured_until_the_answer_comes(desk: Desk, place: str) -> None:
    tick, measure = desk.service.tick, desk.service.measure
    assert tick is not None
    application = desk.process.application
    noted = [tick(desk.database, application, day) for day in (SEPTEMBER_4, SEPTEMBER_5, SEPTEMBER_5)]
    measure(application)
    assert (noted, UNANSWERED_REVOCATIONS._value.get()) == ([0, 1, 0], 3)
    assert unanswered_by(desk, CARE) == [("region-skane", True)]
    assert holders(desk, place)["region-skane"][0] == "late"
    answer(desk, place, CARE, "erased")
    measure(application)
    assert (unanswered_by(desk, CARE), UNANSWERED_REVOCATIONS._value.get()) == ([], 2)


@pytest.mark.parametrize(
    "end",
    [
        ExpireConsents(as_of=date(2021, 2, 17)),
        EnterInError(referral_id=REFERRAL, by=CITY, occurred_on=SEPTEMBER_1),
        NarrowAfterDepartures(as_of=SEPTEMBER_5),
        NoteKeeper(referral_id=REFERRAL, keeper=Agency.AF, occurred_on=SEPTEMBER_1),
    ],
    ids=lambda end: type(end).__name__,
)
def test_every_way_to_end_asks_the_holders(desk: Desk, end: Command[Any]) -> None:
    place = desk.post("/v1/consents", GRANT, agency=CITY).headers["location"]
    leaves = {"programme": "malmokraften", "agency": "region-skane", **ON}
    if isinstance(end, NarrowAfterDepartures):
        desk.post("/v1/parties/leaving", leaves, agency=KEEPER).raise_for_status()
    for _ in range(2):
        with desk.on_business_date():
            desk.process.application.execute(end)
    assert holders(desk, place)["region-skane"] == ("asked", None, "2020-09-04")


def test_narrowing_asks_the_agency_that_may_know_no_more(desk: Desk) -> None:
    place = desk.post("/v1/consents", GRANT, agency=CITY).headers["location"]
    desk.post(f"{place}/narrowing", {**ON, "without": ["region-skane"]}, agency=CITY).raise_for_status()
    assert unanswered_by(desk, KEEPER) == [("region-skane", False)]
    assert holders(desk, place)["af"][0] == "may_know"
    assert set(holders(desk, place, CARE)) == {CARE}
    desk.post(f"{place}/revocation", ON, agency=CITY).raise_for_status()
    body = {**ON, "outcome": "stopped"}
    told = [desk.post(f"{place}/revocation-answers", body, agency=one) for one in (CARE, CITY)]
    assert [one.json()["endedOn"] for one in told] == [None, "2020-09-01"]
    assert told[0].headers["ETag"] == '"1"'
