from datetime import date
from typing import Any

import pytest
from services.consent.tests.examples import (
    CIRCLE,
    CONSENT,
    DAY_AFTER,
    GRANT,
    GRANTED_ON,
    LAST_DAY,
    OTHER_REFERRAL,
    PARTICIPANT,
    REFERRAL,
    TERMS,
    cover,
    covered,
    expired,
    grant,
    granted,
    next_version,
    revoke,
    revoked,
)

from chassis.settings.calendar import months_after
from consent.consent.refusals import (
    AgencyNotInProgramme,
    BeforeTheGrant,
    ConsentNotInForce,
    EndDateOutOfRange,
)
from consent.expiring.expire_consents import expire
from samplan.contracts.codes import Agency
from samplan.testing.given import given
from samplan.testing.harness import ServiceUnderTest


class TestGrant:
    def test_records_what_was_signed(self) -> None:
        given().when(grant().decide, TERMS, PARTICIPANT, 1).then(granted())

    def test_may_hold_for_the_programmes_months_to_the_day(self) -> None:
        a_year = date(2021, 2, 17)
        given().when(grant(valid_until=a_year).decide, TERMS, PARTICIPANT, 1).then(
            granted(valid_until=a_year)
        )

    @pytest.mark.parametrize("valid_until", [GRANTED_ON, date(2020, 2, 16), date(2021, 2, 18)])
    def test_is_refused_an_end_before_its_start_or_past_the_programmes_months(
        self, valid_until: date
    ) -> None:
        given().when(grant(valid_until=valid_until).decide, TERMS, PARTICIPANT, 1).then_refused(
            EndDateOutOfRange
        )

    def test_is_refused_an_agency_that_is_no_party(self) -> None:
        agencies = (*CIRCLE, Agency.KLIPPAN)
        given().when(grant(agencies=agencies).decide, TERMS, PARTICIPANT, 1).then_refused(
            AgencyNotInProgramme
        )


class TestMonthsAfter:
    @pytest.mark.parametrize(
        ("day", "months", "later"),
        [
            (date(2020, 2, 29), 12, date(2021, 2, 28)),
            (date(2020, 8, 31), 6, date(2021, 2, 28)),
            (date(2020, 12, 31), 1, date(2021, 1, 31)),
            (date(2020, 11, 30), 1, date(2020, 12, 30)),
        ],
    )
    def test_keeps_the_day_or_takes_the_months_last(self, day: date, months: int, later: date) -> None:
        assert months_after(day, months) == later


class TestCover:
    def test_links_another_referral_while_the_consent_is_in_force(self) -> None:
        given(granted()).when(cover(CONSENT)).then(covered())

    @pytest.mark.parametrize("referral", [REFERRAL, OTHER_REFERRAL])
    def test_changes_nothing_for_a_referral_it_covers_already(self, referral: Any) -> None:
        given(granted(), covered()).when(cover(CONSENT, referral_id=referral)).then_nothing()

    def test_holds_on_the_last_day_and_not_after_it(self) -> None:
        given(granted()).when(cover(CONSENT, occurred_on=LAST_DAY)).then(covered(on=LAST_DAY))
        given(granted()).when(cover(CONSENT, occurred_on=date(2021, 2, 17))).then_refused(ConsentNotInForce)

    @pytest.mark.parametrize("end", [revoked(), expired()])
    def test_is_refused_once_the_consent_has_ended_however_early_the_date(self, end: Any) -> None:
        given(granted(), end).when(cover(CONSENT, occurred_on=DAY_AFTER)).then_refused(ConsentNotInForce)


class TestRevoke:
    def test_ends_the_consent_on_the_day(self) -> None:
        given(granted()).when(revoke(CONSENT).decide, next_version).then(revoked())

    def test_is_possible_on_the_day_it_was_granted(self) -> None:
        given(granted()).when(revoke(CONSENT, on=GRANTED_ON).decide, next_version).then(revoked(GRANTED_ON))

    @pytest.mark.parametrize("end", [revoked(), expired()])
    def test_changes_nothing_once_the_consent_has_ended(self, end: Any) -> None:
        given(granted(), end).when(revoke(CONSENT).decide, next_version).then_nothing()

    def test_is_refused_before_the_grant(self) -> None:
        given(granted()).when(revoke(CONSENT, on=date(2020, 2, 16)).decide, next_version).then_refused(
            BeforeTheGrant
        )


class TestExpire:
    def test_happens_the_day_after_the_last_one_however_late_the_clock_tells(self) -> None:
        given(granted()).when(expire, date(2021, 6, 1), next_version).then(expired())

    def test_does_not_happen_on_the_last_day(self) -> None:
        given(granted()).when(expire, LAST_DAY, next_version).then_nothing()

    @pytest.mark.parametrize("end", [revoked(), expired()])
    def test_does_not_happen_to_a_consent_that_has_ended(self, end: Any) -> None:
        given(granted(), end).when(expire, date(2021, 6, 1), next_version).then_nothing()


def test_the_place_of_a_grant_is_sealed_and_shown_with_the_consent(service: ServiceUnderTest) -> None:
    """C-01: the answer to a command, which is stored, has none, and nor has the stored fact."""
    answer = service.post("/v1/consents", {**GRANT, "place": "Backaplan"}, agency="malmo-ifo")
    where = answer.headers["Location"]
    shown = [service.get(where, agency=one).json()["place"] for one in ("malmo-ifo", "region-skane")]
    assert shown == ["Backaplan", "Backaplan"]
    assert service.post(f"{where}/revocation", {"occurredOn": "2020-09-01"}).json()["place"] is None
    stored = service.database.query("SELECT state FROM stored_events")
    assert [row for row in stored if b"Backaplan" in bytes(row["state"])] == []
    assert "Backaplan" not in answer.text
