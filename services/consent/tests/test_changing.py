"""C-03, C-15: a consent is renewed, narrowed, and accepted by owners of records."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import (
    CARE,
    CITY,
    CONSENT,
    DAY_AFTER,
    GRANT,
    GRANTED_ON,
    KEEPER,
    LAST_DAY,
    PARTICIPANT,
    REFERRAL,
    SEPTEMBER_1,
    TERMS,
    expired,
    granted,
    next_version,
    revoked,
)

from consent.changing.acknowledge_grant import AcknowledgeGrant, GrantAcknowledged, NotNamed
from consent.changing.narrow_consent import ConsentNarrowed, NarrowConsent, NoAgencyLeft
from consent.changing.renew_consent import (
    ConsentRenewed,
    RenewConsent,
)
from consent.consent.refusals import (
    ConsentNotInForce,
    EndDateOutOfRange,
)
from consent.expiring.expire_consents import ExpireConsents
from samplan.contracts import consent as published
from samplan.contracts.codes import Agency
from samplan.testing.given import Fact, fact, given
from samplan.testing.harness import ServiceUnderTest

FEBRUARY_2 = date(2021, 2, 2)
NEXT_YEAR = date(2022, 2, 1)


def renew(**changes: Any) -> RenewConsent:
    asked = {"consent_id": CONSENT, "valid_until": NEXT_YEAR, "by": CITY, "occurred_on": FEBRUARY_2}
    return RenewConsent(**{**asked, **changes})


def narrow(*without: Agency, on: date = SEPTEMBER_1) -> NarrowConsent:
    return NarrowConsent(consent_id=CONSENT, without=without, by=CITY, occurred_on=on)


def acknowledge(by: Agency = Agency.AF, on: date = DAY_AFTER) -> AcknowledgeGrant:
    return AcknowledgeGrant(consent_id=CONSENT, by=by, occurred_on=on)


def renewed(until: date = NEXT_YEAR) -> Fact:
    return fact(
        ConsentRenewed,
        participant_id=PARTICIPANT,
        valid_until=until,
        circle_version=2,
        occurred_on=FEBRUARY_2,
    )


def narrowed(*remaining: Agency) -> Fact:
    return fact(
        ConsentNarrowed,
        participant_id=PARTICIPANT,
        agencies=remaining,
        circle_version=2,
        occurred_on=SEPTEMBER_1,
    )


def acknowledged(owner: Agency = Agency.AF) -> Fact:
    return fact(
        GrantAcknowledged, participant_id=PARTICIPANT, owner=owner, circle_version=2, occurred_on=DAY_AFTER
    )


class TestRenewConsent:
    def test_moves_the_last_day(self) -> None:
        given(granted()).when(renew().decide, TERMS, FEBRUARY_2, next_version).then(renewed())

    def test_to_the_day_that_it_has_changes_nothing(self) -> None:
        given(granted(), renewed()).when(renew().decide, TERMS, FEBRUARY_2, next_version).then_nothing()

    @pytest.mark.parametrize("until", [date(2021, 2, 15), date(2022, 2, 3)])
    def test_is_refused_an_earlier_day_or_more_than_the_programmes_months_from_the_renewal(
        self, until: date
    ) -> None:
        outcome = given(granted()).when(renew(valid_until=until).decide, TERMS, FEBRUARY_2, next_version)
        outcome.then_refused(EndDateOutOfRange)

    @pytest.mark.parametrize("end", [revoked(), expired()])
    def test_is_refused_once_the_consent_has_ended(self, end: Fact) -> None:
        outcome = given(granted(), end).when(renew().decide, TERMS, FEBRUARY_2, next_version)
        outcome.then_refused(ConsentNotInForce)

    def test_entered_after_the_last_day_does_not_revive_it(self) -> None:
        """The clock has not recorded the end yet, and the renewal is dated before it."""
        outcome = given(granted()).when(renew().decide, TERMS, date(2021, 2, 17), next_version)
        outcome.then_refused(ConsentNotInForce)


class TestNarrowConsent:
    def test_names_the_agencies_that_remain(self) -> None:
        given(granted()).when(narrow(CARE).decide, next_version).then(narrowed(Agency.AF, CITY))

    @pytest.mark.parametrize("before", [narrowed(Agency.AF, CITY), revoked(), expired()])
    def test_changes_nothing_when_the_agency_is_out_already(self, before: Fact) -> None:
        given(granted(), before).when(narrow(CARE).decide, next_version).then_nothing()

    def test_is_refused_when_no_agency_would_remain(self) -> None:
        given(granted()).when(narrow(Agency.AF, CITY, CARE).decide, next_version).then_refused(NoAgencyLeft)


class TestAcknowledgeGrant:
    def test_records_the_owners_yes(self) -> None:
        given(granted(granted_by=CITY)).when(acknowledge().decide, next_version).then(acknowledged())

    def test_is_recorded_once(self) -> None:
        given(granted(granted_by=CITY), acknowledged()).when(
            acknowledge().decide, next_version
        ).then_nothing()

    def test_of_the_recording_agency_says_nothing(self) -> None:
        given(granted(granted_by=CITY)).when(acknowledge(CITY).decide, next_version).then_nothing()

    def test_is_refused_an_agency_that_is_not_named(self) -> None:
        given(granted(granted_by=CITY)).when(acknowledge(KEEPER).decide, next_version).then_refused(NotNamed)

    def test_is_refused_once_the_consent_has_ended(self) -> None:
        given(granted(), revoked()).when(acknowledge(on=SEPTEMBER_1).decide, next_version).then_refused(
            ConsentNotInForce
        )


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    """On each kind of store, on the day of the grant."""
    with Desk(tmp_path, today=GRANTED_ON, database_url=database_url) as running:
        yield running


def give(service: ServiceUnderTest, **changes: Any) -> str:
    answer = service.post("/v1/consents", {**GRANT, **changes}, agency=CITY)
    answer.raise_for_status()
    return str(answer.headers["location"])


class TestOverHttp:
    def test_a_renewal_needs_the_consents_id_and_a_day(self, service: ServiceUnderTest) -> None:
        """K1: a fortnight before its end."""
        place = give(service)
        service.today(FEBRUARY_2)
        body = {"validUntil": "2022-02-01", "occurredOn": "2021-02-02"}
        answer = service.post(f"{place}/renewal", body, agency=CARE)
        assert (answer.status_code, answer.json()["validUntil"]) == (200, "2022-02-01")
        event = service.published()[-1]
        assert isinstance(event, published.ConsentRenewed)
        assert event.circle_version == 2

    def test_a_renewed_consent_does_not_expire_on_its_first_last_day(self, service: ServiceUnderTest) -> None:
        place = give(service)
        service.today(FEBRUARY_2)
        service.post(f"{place}/renewal", {"validUntil": "2022-02-01", "occurredOn": "2021-02-02"})
        assert service.process.application.execute(ExpireConsents(as_of=date(2021, 3, 1))) == 0

    def test_a_new_grant_stands_beside_one_in_force(self, service: ServiceUnderTest) -> None:
        """K1, K6: another end, or fewer agencies."""
        places = {
            give(service),
            give(service, validUntil="2021-02-17"),
            give(service, agencies=["af", "malmo-ifo"]),
        }
        assert len(places) == 3
        versions = [
            event.circle_version
            for event in service.published()
            if isinstance(event, published.ConsentGranted)
        ]
        assert versions == [1, 2, 3]

    def test_a_grant_after_the_end_is_for_the_same_referral_and_participant(
        self, service: ServiceUnderTest
    ) -> None:
        """K2."""
        service.post(f"{give(service)}/revocation", {"occurredOn": "2020-02-17"})
        give(service)
        first, ended, again = service.published()
        assert isinstance(first, published.ConsentGranted)
        assert isinstance(ended, published.ConsentRevoked)
        assert isinstance(again, published.ConsentGranted)
        assert (again.participant_id, again.referral_id) == (first.participant_id, REFERRAL)
        assert [first.circle_version, ended.circle_version, again.circle_version] == [1, 2, 3]

    def test_an_agency_that_the_consent_names_no_more_does_not_see_it(
        self, service: ServiceUnderTest
    ) -> None:
        place = give(service)
        body = {"without": ["region-skane"], "occurredOn": "2020-02-17"}
        assert service.post(f"{place}/narrowing", body, agency=CARE).json()["agencies"] == ["af", "malmo-ifo"]
        assert service.get(place, agency=CARE).status_code == 404
        assert service.get(f"/v1/consents?referralId={REFERRAL}", agency=CARE).json() == []

    def test_a_grant_is_on_the_lists_of_the_others_until_they_have_accepted_it(
        self, service: ServiceUnderTest
    ) -> None:
        place = give(service)
        assert service.get("/v1/new-grants", agency=CITY).json() == []
        [listed] = service.get("/v1/new-grants", agency=CARE).json()
        assert place.endswith(listed["consentId"])
        answer = service.post(f"{place}/acknowledgement", {"occurredOn": "2020-02-17"}, agency=CARE)
        assert answer.json()["acknowledgedBy"] == ["region-skane"]
        assert service.get("/v1/new-grants", agency=CARE).json() == []

    def test_a_consent_that_ends_soon_is_listed_30_and_7_days_before(self, service: ServiceUnderTest) -> None:
        give(service)
        found = {
            day: [one["reminder"] for one in service.get(f"/v1/consents-ending-soon?on={day}").json()]
            for day in ("2021-01-16", "2021-01-17", "2021-02-08", "2021-02-09", f"{LAST_DAY}", "2021-02-17")
        }
        assert [*found.values()] == [[], [30], [30], [7], [7], []]

    def test_who_signed_is_kept_and_not_published(self, service: ServiceUnderTest) -> None:
        """K12."""
        give(service, signedBy="god_man")
        (event,) = service.published()
        assert not hasattr(event, "signed_by")
