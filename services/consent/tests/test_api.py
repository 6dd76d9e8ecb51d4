from datetime import date
from typing import Any

import pytest
from services.consent.tests.examples import GRANT, NOBODYS, OTHER_NUMBER, OTHER_REFERRAL, REFERRAL

from consent.expiring.expire_consents import ExpireConsents
from samplan.contracts.consent import (
    ConsentExpired,
    ConsentGranted,
    ConsentRevoked,
    ReferralCovered,
)
from samplan.testing.harness import ServiceUnderTest

COVER = {"personnummer": GRANT["personnummer"], "referralId": str(OTHER_REFERRAL), "occurredOn": "2020-03-09"}
REFUSE = {"referralId": str(REFERRAL), "occurredOn": "2020-02-17"}
REVOKE = {"occurredOn": "2020-09-01"}
LOOK_UP = {"personnummer": GRANT["personnummer"], "purpose": "coordination"}


def granted(service: ServiceUnderTest) -> str:
    """Where the consent is that the city has recorded."""
    return str(service.post("/v1/consents", GRANT, agency="malmo-ifo").headers["location"])


class TestGrantConsent:
    def test_answers_with_the_consent_and_announces_it(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/consents", GRANT, agency="malmo-ifo")
        assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
        (event,) = service.published()
        assert isinstance(event, ConsentGranted)
        assert answer.headers["location"] == f"/v1/consents/{event.consent_id}"
        assert event.referral_id == REFERRAL

    def test_has_one_effect_when_it_is_sent_again(self, service: ServiceUnderTest) -> None:
        first = service.post("/v1/consents", GRANT, agency="malmo-ifo", key="one")
        again = service.post("/v1/consents", GRANT, agency="malmo-ifo", key="one")
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["idempotency-replayed"] == "true"
        assert len(service.published()) == 1

    def test_points_to_the_consent_that_the_referral_has(self, service: ServiceUnderTest) -> None:
        place = granted(service)
        answer = service.post("/v1/consents", GRANT, agency="malmo-ifo")
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_already_in_force")
        assert place.endswith(answer.json()["consentId"])

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"validUntil": "2021-02-18"}, 422, "end_date_out_of_range"),
            ({"validUntil": "2020-02-17"}, 422, "end_date_out_of_range"),
            ({"agencies": ["malmo-ifo", "klippan"]}, 422, "agency_not_in_programme"),
            ({"programme": "unheard-of"}, 422, "no_consent_rule"),
            ({"occurredOn": "2023-01-02", "validUntil": "2023-06-01"}, 422, "programme_not_running"),
            ({"kind": "media"}, 422, "purpose_not_of_kind"),
            ({"purpose": "media"}, 422, "purpose_not_of_kind"),
            ({"agencies": ["af"]}, 403, "not_a_party"),
        ],
    )
    def test_is_refused_what_the_programme_does_not_allow(
        self, service: ServiceUnderTest, changes: dict[str, Any], status: int, code: str
    ) -> None:
        service.today(date(2023, 1, 2))
        answer = service.post("/v1/consents", {**GRANT, **changes}, agency="malmo-ifo")
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert not any(one in answer.text for one in ("klippan", "unheard-of"))
        assert service.published() == []

    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("personnummer", "19121212-1213", "checksum"),
            ("personnummer", "121212-1212", "no_century"),
            ("personnummer", "19121212-1212\n", "surrounding_whitespace"),
            ("personnummer", 191212121212, "not_a_personnummer"),
            ("agencies", [], "too_short"),
            ("agencies", ["af", "af", "malmo-ifo"], "named_twice"),
            ("agencies", ["all"], "enum"),
            ("validUntil", None, "not_a_date"),
            ("occurredOn", "2999-01-01", "in_the_future"),
            ("interpreter", "yes", "bool_type"),
            ("language", "Arabic", "string_pattern_mismatch"),
            ("language", "xx", "unknown_language"),
            ("signedBy", "neighbour", "enum"),
            ("ended", "somebody", "extra_forbidden"),
        ],
    )
    def test_names_a_wrong_field_and_never_repeats_it(
        self, service: ServiceUnderTest, field: str, value: Any, code: str
    ) -> None:
        answer = service.post("/v1/consents", {**GRANT, field: value}, agency="malmo-ifo")
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        assert error["pointer"].startswith(f"#/{field}")
        assert error["code"] == code
        assert value in (None, "", []) or str(value) not in answer.text


class TestShowConsent:
    @pytest.mark.parametrize("agency", ["af", "malmo-ifo", "region-skane", "finsam"])
    def test_is_for_the_agencies_it_names_and_its_keeper(
        self, service: ServiceUnderTest, agency: str
    ) -> None:
        answer = service.get(granted(service), agency=agency)
        assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
        assert answer.json()["agencies"] == GRANT["agencies"]

    def test_is_for_no_other_agency(self, service: ServiceUnderTest) -> None:
        assert service.get(granted(service), agency="fk").status_code == 404

    @pytest.mark.parametrize("consent_id", [str(NOBODYS), "19121212-1212"])
    def test_finds_nothing_by_an_unknown_id(self, service: ServiceUnderTest, consent_id: str) -> None:
        answer = service.get(f"/v1/consents/{consent_id}", agency="finsam")
        assert answer.status_code == 404
        assert consent_id not in answer.text


class TestFindConsents:
    @pytest.mark.parametrize(("on", "count"), [("2020-02-16", 0), ("2021-02-16", 1), ("2021-02-17", 0)])
    def test_gives_those_in_force_on_the_day(self, service: ServiceUnderTest, on: str, count: int) -> None:
        granted(service)
        found = service.get(f"/v1/consents?referralId={REFERRAL}&on={on}").json()
        assert len(found) == count

    def test_finds_them_by_participant(self, service: ServiceUnderTest) -> None:
        participant = service.get(granted(service)).json()["participantId"]
        (found,) = service.get(f"/v1/consents?participantId={participant}&on=2020-03-01").json()
        assert found["agencies"] == GRANT["agencies"]

    def test_gives_none_that_does_not_name_the_agency(self, service: ServiceUnderTest) -> None:
        granted(service)
        assert service.get(f"/v1/consents?referralId={REFERRAL}&on=2020-03-01", agency="fk").json() == []

    @pytest.mark.parametrize("query", ["", f"?referralId={REFERRAL}&participantId={NOBODYS}"])
    def test_takes_one_of_two_ids(self, service: ServiceUnderTest, query: str) -> None:
        assert service.get(f"/v1/consents{query}").status_code == 422


class TestCoverReferral:
    def test_announces_that_the_referral_is_covered(self, service: ServiceUnderTest) -> None:
        answer = service.post(f"{granted(service)}/referrals", COVER, agency="af")
        assert answer.status_code == 201
        assert answer.json()["referralIds"] == [str(REFERRAL), str(OTHER_REFERRAL)]
        event = service.published()[-1]
        assert isinstance(event, ReferralCovered)
        assert str(event.participant_id) == answer.json()["participantId"]

    def test_has_one_effect_when_it_is_sent_again(self, service: ServiceUnderTest) -> None:
        place = granted(service)
        for _ in range(2):
            service.post(f"{place}/referrals", COVER, key="one")
        service.post(f"{place}/referrals", COVER)
        assert len(service.published()) == 2

    def test_is_404_with_another_persons_number(self, service: ServiceUnderTest) -> None:
        answer = service.post(f"{granted(service)}/referrals", {**COVER, "personnummer": OTHER_NUMBER})
        assert answer.status_code == 404


class TestRevokeConsent:
    def test_stops_everything_that_asks_afterwards(self, service: ServiceUnderTest) -> None:
        place = granted(service)
        answer = service.post(f"{place}/revocation", REVOKE, agency="region-skane", if_match=1)
        assert (answer.status_code, answer.json()["ended"]) == (200, "revoked")
        assert isinstance(service.published()[-1], ConsentRevoked)
        assert service.get(f"/v1/consents?referralId={REFERRAL}&on=2020-03-01").json() == []
        assert service.post("/v1/participant-lookups", LOOK_UP).status_code == 404
        assert service.post(f"{place}/referrals", COVER).json()["code"] == "consent_not_in_force"

    @pytest.mark.parametrize("if_match", [None, 1])
    def test_needs_no_version_and_no_newer_one_delays_it(
        self, service: ServiceUnderTest, if_match: int | None
    ) -> None:
        """K7: another agency has covered a referral since the consent was read."""
        place = granted(service)
        service.post(f"{place}/referrals", COVER, agency="af").raise_for_status()
        answer = service.post(f"{place}/revocation", REVOKE, agency="af", if_match=if_match)
        assert (answer.status_code, answer.json()["ended"]) == (200, "revoked")

    def test_of_an_expired_consent_is_answered_calmly(self, service: ServiceUnderTest) -> None:
        place = granted(service)
        service.today(date(2021, 3, 1))
        service.process.application.execute(ExpireConsents(as_of=date(2021, 3, 1)))
        before = service.published()
        answer = service.post(f"{place}/revocation", {"occurredOn": "2021-03-01"})
        assert (answer.status_code, answer.json()["ended"]) == (200, "expired")
        assert service.published() == before

    def test_is_not_for_an_agency_that_the_consent_does_not_name(self, service: ServiceUnderTest) -> None:
        answer = service.post(f"{granted(service)}/revocation", REVOKE, agency="fk")
        assert answer.status_code == 404
        assert len(service.published()) == 1


class TestRefuseConsent:
    def test_is_recorded_and_published_to_nobody(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/consent-refusals", REFUSE)
        assert answer.status_code == 201
        assert service.published() == []
        assert service.get(answer.headers["location"]).json() == answer.json()

    def test_is_shown_to_no_other_agency(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consent-refusals", REFUSE).headers["location"]
        assert service.get(place, agency="fk").status_code == 404

    def test_takes_no_personnummer(self, service: ServiceUnderTest) -> None:
        form = {**REFUSE, "personnummer": GRANT["personnummer"]}
        assert service.post("/v1/consent-refusals", form).status_code == 422


class TestTick:
    def test_announces_what_has_expired_once(self, service: ServiceUnderTest) -> None:
        place = granted(service)
        tick = service.service.tick
        assert tick is not None
        for _ in range(2):
            tick(service.database, service.process.application, date(2021, 3, 1))
        events = [event for event in service.published() if isinstance(event, ConsentExpired)]
        assert [str(event.occurred_on) for event in events] == ["2021-02-17"]
        assert service.get(place).json()["ended"] == "expired"


class TestScopes:
    @pytest.mark.parametrize(
        ("path", "body", "needed"),
        [
            ("/v1/consents", GRANT, "consent:write"),
            ("/v1/consent-refusals", REFUSE, "consent:write"),
            (f"/v1/consents/{NOBODYS}/referrals", COVER, "consent:write"),
            (f"/v1/consents/{NOBODYS}/revocation", REVOKE, "consent:write"),
            ("/v1/participant-lookups", LOOK_UP, "consent:read"),
        ],
    )
    def test_are_needed_to_send(
        self, service: ServiceUnderTest, path: str, body: dict[str, Any], needed: str
    ) -> None:
        others = tuple({"consent:write", "consent:read"} - {needed})
        without = {"Authorization": f"Bearer {service.token(scopes=others)}"}
        assert service.post(path, body, headers=without).json()["code"] == "missing_scope"

    @pytest.mark.parametrize(
        "path",
        [f"/v1/consents?referralId={REFERRAL}", f"/v1/consents/{NOBODYS}", f"/v1/consent-refusals/{NOBODYS}"],
    )
    def test_are_needed_to_read(self, service: ServiceUnderTest, path: str) -> None:
        without = {"Authorization": f"Bearer {service.token(scopes=('consent:write',))}"}
        assert service.get(path, headers=without).json()["code"] == "missing_scope"
