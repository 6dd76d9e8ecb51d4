"""R-13: a referral that a consent covers was about the wrong person."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import (
    A_YEAR_LATER,
    CITY,
    GRANT,
    GRANTED_ON,
    IN_ERROR,
    KEEPER,
    NOBODYS,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    REFERRAL,
    SEPTEMBER_1,
    WRONG,
    WRONG_TOO,
    covered,
    expired,
    granted,
    next_version,
    revoked,
    wrong,
)

from consent.error_entry.enter_in_error import EnterInError, enter_in_error
from consent.lookups import participant_lookups
from consent.policies import POLICIES
from consent.policies.when_referral_entered_in_error_end_consent import (
    when_referral_entered_in_error_end_consent,
)
from samplan.contracts.consent import ConsentGranted, ConsentRevoked
from samplan.contracts.referral import ReferralEnteredInError, ReferralEvent, ReferralSubmitted
from samplan.testing.given import given, given_event
from samplan.testing.harness import ServiceUnderTest

COVER = {"personnummer": GRANT["personnummer"], "referralId": str(OTHER_REFERRAL), "occurredOn": "2020-03-01"}
OF_REFERRAL = f"/v1/consents?referralId={REFERRAL}&on=2020-03-01"


@pytest.fixture
def service(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceUnderTest]:
    """On each kind of store."""
    monkeypatch.setattr(participant_lookups, "today", lambda: A_YEAR_LATER)
    with Desk(tmp_path, database_url=database_url) as running:
        yield running


def give(service: ServiceUnderTest, **changes: Any) -> Any:
    return service.post("/v1/consents", {**GRANT, **changes}, agency=CITY)


class TestEnterInError:
    def test_ends_a_consent_that_covers_nothing_else(self) -> None:
        (
            given(granted())
            .when(enter_in_error, REFERRAL, KEEPER, SEPTEMBER_1, next_version)
            .then(wrong(), revoked(reason=IN_ERROR, by=KEEPER))
        )

    def test_leaves_a_consent_that_covers_another_referral(self) -> None:
        (
            given(granted(), covered())
            .when(enter_in_error, REFERRAL, KEEPER, SEPTEMBER_1, next_version)
            .then(wrong())
        )

    def test_ends_it_with_the_last_one(self) -> None:
        (
            given(granted(), covered(), wrong())
            .when(enter_in_error, OTHER_REFERRAL, KEEPER, SEPTEMBER_1, next_version)
            .then(wrong(OTHER_REFERRAL), revoked(reason=IN_ERROR, by=KEEPER))
        )

    @pytest.mark.parametrize("end", [revoked(), expired()])
    def test_ends_nothing_twice(self, end: Any) -> None:
        (
            given(granted(), end)
            .when(enter_in_error, REFERRAL, KEEPER, A_YEAR_LATER, next_version)
            .then(wrong(on=A_YEAR_LATER))
        )

    def test_noticed_before_the_grant_counts_from_the_grant(self) -> None:
        (
            given(granted())
            .when(enter_in_error, REFERRAL, KEEPER, date(2020, 1, 1), next_version)
            .then(wrong(on=GRANTED_ON), revoked(GRANTED_ON, IN_ERROR, KEEPER))
        )

    def test_is_nothing_to_a_consent_that_does_not_cover_it(self) -> None:
        given(granted()).when(
            enter_in_error, OTHER_REFERRAL, KEEPER, SEPTEMBER_1, next_version
        ).then_nothing()


def test_when_referral_entered_in_error_its_consent_ends() -> None:
    (
        given_event(WRONG)
        .when(when_referral_entered_in_error_end_consent)
        .then_commands(EnterInError(referral_id=REFERRAL, by=CITY, occurred_on=SEPTEMBER_1))
    )


def test_consent_reacts_to_no_other_step_of_a_referral() -> None:
    of_a_referral = {event for event in POLICIES if issubclass(event, ReferralEvent)}
    assert of_a_referral == {ReferralSubmitted, ReferralEnteredInError}


class TestAConsentForAWrongReferral:
    def test_ends_without_counting_as_withdrawn(self, service: ServiceUnderTest) -> None:
        made = give(service)
        service.receive(WRONG)
        shown = service.get(made.headers["location"], agency=CITY).json()
        assert (shown["ended"], shown["endedOn"]) == ("entered_in_error", "2020-09-01")
        granted, ended = service.published()
        assert isinstance(granted, ConsentGranted)
        assert ended == ConsentRevoked(
            consent_id=granted.consent_id,
            participant_id=granted.participant_id,
            reason=IN_ERROR,
            circle_version=2,
            occurred_on=SEPTEMBER_1,
        )

    def test_opens_nothing_more(self, service: ServiceUnderTest) -> None:
        give(service)
        service.receive(WRONG)
        assert service.get(OF_REFERRAL, agency=CITY).json() == []
        asked = {"personnummer": GRANT["personnummer"], "purpose": "coordination"}
        assert service.post("/v1/participant-lookups", asked, agency=CITY).status_code == 404

    def test_stays_for_the_other_referrals_and_is_found_by_them_alone(
        self, service: ServiceUnderTest
    ) -> None:
        made = give(service)
        service.post(f"{made.headers['location']}/referrals", COVER, agency=CITY).raise_for_status()
        published = service.published()
        service.receive(WRONG)
        assert service.published() == published
        assert service.get(OF_REFERRAL, agency=CITY).json() == []
        [found] = service.get(OF_REFERRAL.replace(str(REFERRAL), str(OTHER_REFERRAL)), agency=CITY).json()
        assert found["consentId"] == made.json()["consentId"]
        service.receive(WRONG_TOO)
        assert service.get(made.headers["location"], agency=CITY).json()["ended"] == "entered_in_error"

    def test_of_every_kind_ends(self, service: ServiceUnderTest) -> None:
        give(service)
        give(service, kind="register", purpose="follow_up").raise_for_status()
        service.receive(WRONG)
        assert [type(event) for event in service.published()] == [ConsentGranted] * 2 + [ConsentRevoked] * 2

    def test_leaves_what_others_have_given(self, service: ServiceUnderTest) -> None:
        give(service)
        other = give(service, personnummer=OTHER_NUMBER, referralId=str(OTHER_REFERRAL))
        service.receive(WRONG)
        assert service.get(other.headers["location"], agency=CITY).json()["ended"] is None


class TestTheOtherWayRound:
    """The error is received before the consent is given."""

    @pytest.fixture
    def warned(self, service: ServiceUnderTest) -> ServiceUnderTest:
        service.receive(WRONG)
        return service

    def test_no_consent_is_given_for_it(self, warned: ServiceUnderTest) -> None:
        refused = give(warned)
        assert (refused.status_code, refused.json()["code"]) == (409, "referral_entered_in_error")
        assert (warned.database.last_notification_id(), warned.parked()) == (0, [])

    def test_no_consent_is_stretched_to_it(self, warned: ServiceUnderTest) -> None:
        made = give(warned, referralId=str(OTHER_REFERRAL))
        cover = {**COVER, "referralId": str(REFERRAL)}
        refused = warned.post(f"{made.headers['location']}/referrals", cover, agency=CITY)
        assert (refused.status_code, refused.json()["code"]) == (409, "referral_entered_in_error")

    def test_of_both_at_once_no_consent_stays(self, service: ServiceUnderTest) -> None:
        with ThreadPoolExecutor(2) as pool:
            asked = pool.submit(give, service)
            pool.submit(service.receive, WRONG).result()
        assert asked.result().status_code in (201, 409)
        assert service.get(OF_REFERRAL, agency=CITY).json() == []


class TestRedelivery:
    def test_of_a_record_has_no_effect(self, service: ServiceUnderTest) -> None:
        give(service)
        record = service.receive(WRONG)
        before = service.database.last_notification_id()
        service.redeliver(record)
        assert service.database.last_notification_id() == before

    def test_from_another_store_of_the_sender_has_no_effect_either(self, service: ServiceUnderTest) -> None:
        give(service)
        service.receive(WRONG)
        before = service.database.last_notification_id()
        service.receive(WRONG, source="/malmo-ifo/referral/ffffffff")
        assert service.database.last_notification_id() == before

    def test_of_one_that_came_first_is_still_refused(self, service: ServiceUnderTest) -> None:
        service.redeliver(service.receive(WRONG))
        service.receive(WRONG, source="/malmo-ifo/referral/ffffffff")
        assert give(service).status_code == 409


class TestBadInput:
    def test_of_an_unknown_referral_changes_nothing(self, service: ServiceUnderTest) -> None:
        made = give(service)
        service.receive(ReferralEnteredInError(referral_id=NOBODYS, occurred_on=SEPTEMBER_1))
        assert service.get(made.headers["location"], agency=CITY).json()["ended"] is None
        assert service.parked() == []

    def test_naming_a_consent_instead_of_a_referral_changes_nothing(self, service: ServiceUnderTest) -> None:
        made = give(service)
        [published] = service.published()
        assert isinstance(published, ConsentGranted)
        service.receive(ReferralEnteredInError(referral_id=published.consent_id, occurred_on=SEPTEMBER_1))
        assert service.get(made.headers["location"], agency=CITY).json()["ended"] is None
        assert service.parked() == []
