"""C-15: a consent cannot be forged. Whatever is wrong with a voucher, the answer is the same."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from services.consent.tests.examples import (
    CARE,
    CITY,
    GRANT,
    KEEPER,
    NOBODYS,
    NUMBER,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    OUTSIDER,
    REFERRAL,
    cover,
    grant,
    person,
    refuse,
)

from chassis.decisions.work import Application
from chassis.store.database import open_database
from consent.vouchers.require_voucher import VoucherRefused
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.vouchers import peers_in, voucher_for

pytestmark = pytest.mark.slow

REFUSE = {"referralId": str(REFERRAL), "occurredOn": "2020-02-17"}
COVER = {"personnummer": NUMBER, "referralId": str(OTHER_REFERRAL), "occurredOn": "2020-03-01"}
OF_NO_PROGRAMME = Agency.KLIPPAN


def right(**changes: Any) -> str:
    return voucher_for(REFERRAL, person(), **changes)


def altered(part: int) -> str:
    """A voucher with one character of its header, content or signature changed."""
    parts = right().split(".")
    parts[part] = parts[part][:20] + ("A" if parts[part][20] != "A" else "B") + parts[part][21:]
    return ".".join(parts)


def now() -> int:
    """Asked by each test: a run may last longer than a voucher."""
    return int(time.time())


WRONG: dict[str, Callable[[], str]] = {
    "none": lambda: "none",
    "altered header": lambda: altered(0),
    "altered content": lambda: altered(1),
    "altered signature": lambda: altered(2),
    "unsigned": lambda: right().rpartition(".")[0] + ".",
    "another referral's": lambda: voucher_for(OTHER_REFERRAL, person()),
    "an invented referral's": lambda: voucher_for(NOBODYS, person()),
    "another person's": lambda: voucher_for(REFERRAL, person(OTHER_NUMBER)),
    "another programme's": lambda: right(programme="internationella-kvinnor"),
    "expired": lambda: right(issued_at=now() - 700),
    "not yet valid": lambda: right(issued_at=now() + 300),
    "of an unknown service": lambda: right(keeper=Agency.REGION_SKANE),
    "of another agency's referral": lambda: right(keeper=Agency.AF, referrer=CARE),
    "of a referrer outside the programme": lambda: right(referrer=OF_NO_PROGRAMME),
}


class TestK14AndK15:
    @pytest.mark.parametrize("wrong", WRONG)
    def test_a_grant_is_refused_with_one_answer(self, service: ServiceUnderTest, wrong: str) -> None:
        answer = service.post("/v1/consents", {**GRANT, "voucher": WRONG[wrong]()}, agency=CITY)
        assert said(answer) == said(service.post("/v1/consents", {**GRANT, "voucher": "x"}, agency=CITY))
        assert (answer.status_code, answer.json()["code"]) == (403, "voucher_refused")
        assert service.published() == []
        assert service.database.query("SELECT participant_id FROM identities") == []

    def test_a_grant_without_a_voucher_is_no_grant(self, service: ServiceUnderTest) -> None:
        answer = service.post("/v1/consents", {**GRANT, "voucher": None}, agency=CITY)
        assert answer.status_code == 422
        assert service.published() == []

    def test_a_second_grant_with_another_purpose_needs_it_too(self, service: ServiceUnderTest) -> None:
        service.post("/v1/consents", GRANT, agency=CITY)
        beside = {**GRANT, "purpose": "follow_up", "kind": "register", "voucher": WRONG["another person's"]()}
        assert service.post("/v1/consents", beside, agency=CITY).json()["code"] == "voucher_refused"

    @pytest.mark.parametrize("by", [CARE, OUTSIDER, KEEPER])
    def test_it_is_presented_by_no_other_agency(self, desk: Application, by: Agency) -> None:
        with pytest.raises(VoucherRefused):
            desk.execute(grant(by=by, voucher=right(), agencies=(CITY, CARE, OUTSIDER)))

    @pytest.mark.parametrize("by", [CITY, CARE])
    def test_the_referrer_and_the_keeper_of_the_intake_present_it(
        self, desk: Application, by: Agency
    ) -> None:
        assert desk.execute(grant(by=by, voucher=right(referrer=CARE))).agencies

    def test_a_clock_half_a_minute_off_does_no_harm(self, desk: Application) -> None:
        assert desk.execute(grant(voucher=right(issued_at=int(time.time()) - 620)))

    def test_a_service_that_is_trusted_from_now_on_counts_at_once(self, service: ServiceUnderTest) -> None:
        body = {**GRANT, "voucher": right(keeper=Agency.REGION_SKANE, referrer=CARE)}
        assert service.post("/v1/consents", body, agency=CARE).status_code == 403
        folder = service.settings.peer_keys_dir
        assert folder is not None
        peers_in(folder, Agency.REGION_SKANE)
        assert service.post("/v1/consents", body, agency=CARE).status_code == 201


class TestK16:
    def test_a_refusal_is_not_recorded_for_anothers_referral(self, service: ServiceUnderTest) -> None:
        for agency in (OF_NO_PROGRAMME, OUTSIDER, CARE):
            answer = service.post("/v1/consent-refusals", {**REFUSE, "voucher": right()}, agency=agency)
            assert (answer.status_code, answer.json()["code"]) == (403, "voucher_refused")
        assert service.published() == []

    def test_an_agency_in_no_programme_vouches_for_nothing(self, desk: Application, tmp_path: Path) -> None:
        peers_in(tmp_path / "peers", OF_NO_PROGRAMME)
        vouched = right(keeper=OF_NO_PROGRAMME, referrer=OF_NO_PROGRAMME)
        with pytest.raises(VoucherRefused):
            desk.execute(refuse(by=OF_NO_PROGRAMME, voucher=vouched))

    def test_no_strangers_referral_is_covered(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        for wrong in (voucher_for(OTHER_REFERRAL, person(OTHER_NUMBER)), right(), "none"):
            answer = service.post(f"{place}/referrals", {**COVER, "voucher": wrong}, agency=CITY)
            assert answer.json()["code"] == "voucher_refused"
        assert len(service.published()) == 1

    def test_a_cover_is_for_the_referrer_and_the_keeper_of_the_intake(self, desk: Application) -> None:
        consent = desk.execute(grant())
        vouched = voucher_for(OTHER_REFERRAL, person())
        with pytest.raises(VoucherRefused):
            desk.execute(cover(consent.id, voucher=vouched, by=CARE))
        assert (
            OTHER_REFERRAL in desk.execute(cover(consent.id, voucher=vouched, by=CITY)).consent.referral_ids
        )


class TestTheAnswerToAGrant:
    def test_is_the_same_for_a_known_and_a_new_person(self, service: ServiceUnderTest) -> None:
        service.post("/v1/consents", {**GRANT, "referralId": str(OTHER_REFERRAL)}, agency=CITY)
        known = service.post("/v1/consents", GRANT, agency=CITY)
        new = service.post(
            "/v1/consents",
            {**GRANT, "referralId": str(NOBODYS), "personnummer": OTHER_NUMBER},
            agency=CITY,
        )
        told = [
            {**one.json(), "consentId": "", "referralIds": "", "headers": sorted(one.headers)}
            for one in (known, new)
        ]
        assert told[0] == told[1]
        assert known.headers["etag"] == new.headers["etag"]
        assert "participantId" not in known.json()

    def test_costs_a_new_key_in_either_case(self, desk: Application, tmp_path: Path) -> None:
        keys = open_database(f"sqlite:///{tmp_path}/finsam-consent-keys.sqlite3")
        made = []
        for changes in ({}, {"referral_id": OTHER_REFERRAL}):
            desk.execute(grant(**changes))
            made.append(keys.query("SELECT COUNT(*) AS count FROM data_keys")[0]["count"])
        keys.close()
        assert made == [1, 2]

    def test_a_retry_is_answered_with_any_voucher(self, service: ServiceUnderTest) -> None:
        body = {**GRANT, "voucher": right()}
        first = service.post("/v1/consents", body, agency=CITY, key="one")
        for voucher in (body["voucher"], "none any more", right()):
            renewed = {**body, "voucher": voucher}
            again = service.post("/v1/consents", renewed, agency=CITY, key="one")
            assert (again.status_code, again.json()) == (201, first.json())

    def test_a_retry_that_says_something_else_is_refused(self, service: ServiceUnderTest) -> None:
        service.post("/v1/consents", GRANT, agency=CITY, key="one")
        other = service.post("/v1/consents", {**GRANT, "language": "so"}, agency=CITY, key="one")
        assert other.json()["code"] == "idempotency_key_reused"


class TestProtectedIdentity:
    """C-13: the consent is kept, and no word of it leaves."""

    def test_of_a_consent_nothing_is_published(self, service: ServiceUnderTest) -> None:
        body = {**GRANT, "voucher": right(is_protected=True)}
        place = service.post("/v1/consents", body, agency=CITY).headers["location"]
        ended = service.post(f"{place}/revocation", {"occurredOn": "2020-03-01"}, agency=CITY, if_match=1)
        assert (ended.status_code, ended.json()["ended"]) == (200, "revoked")
        assert service.published() == []

    def test_of_a_refusal_nothing_is_published(self, service: ServiceUnderTest) -> None:
        body = {**REFUSE, "voucher": right(is_protected=True)}
        assert service.post("/v1/consent-refusals", body, agency=CITY).status_code == 201
        assert service.published() == []

    def test_of_a_covered_referral_nothing_is_published(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        vouched = voucher_for(OTHER_REFERRAL, person(), is_protected=True)
        answer = service.post(f"{place}/referrals", {**COVER, "voucher": vouched}, agency=CITY)
        assert str(OTHER_REFERRAL) in answer.json()["referralIds"]
        assert len(service.published()) == 1


def said(answer: Response) -> Any:
    return {name: value for name, value in answer.json().items() if name not in ("requestId", "instance")}
