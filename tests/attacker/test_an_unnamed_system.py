"""I28 (a): with its tokens and ids off the topics, a system learns of nobody who has not named its agency,
opens no form and forges no consent (K14, K15, K16)."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.attacker.probing import NOBODY, Question, ask, questions, told
from tests.attacker.victim import KEEPER, UNNAMED, Victim, everyone
from tests.journeys.journey import CONSENT
from tests.journeys.referred_twice import PARTICIPANT
from tests.journeys.side_by_side import CITY

from referral.form.example import EXAMPLE

pytestmark = pytest.mark.slow

OPENAPI = Path(__file__).parents[2] / "docs" / "openapi"
MADE_UP = "19850615-9865"


def asked_of(service: str) -> list[Any]:
    document = json.loads((OPENAPI / f"{service}.json").read_text())
    return [pytest.param(service, one, id=f"{service} {one}") for one in questions(document)]


@pytest.mark.parametrize(
    ("service", "question"),
    [one for service in ("referral", "consent", "planning", "reporting") for one in asked_of(service)],
)
def test_no_answer_tells_a_participant_from_nobody(
    unharmed: Victim, service: str, question: Question
) -> None:
    asked = everyone(unharmed.services)[service]
    somebody, nobody = (told(ask(asked, UNNAMED, question, ids), ids) for ids in (unharmed.ids, NOBODY))
    assert somebody == nobody


@pytest.fixture(scope="module")
def vouched(unharmed: Victim) -> dict[str, Any]:
    """A grant for a made-up person whom the attacker has itself referred, with a genuine voucher."""
    form = {**EXAMPLE, "occurredOn": "2021-07-01"}
    form["participant"] = {**EXAMPLE["participant"], "personnummer": MADE_UP}
    service = unharmed.services.referral[CITY]
    made = service.post("/v1/referrals", form, agency=UNNAMED).json()
    voucher = service.post(f"/v1/referrals/{made['referralId']}/voucher", {}, agency=UNNAMED)
    return {
        **CONSENT,
        "agencies": [UNNAMED, KEEPER, CITY],
        "personnummer": MADE_UP,
        "referralId": made["referralId"],
        "voucher": voucher.json()["voucher"],
        "occurredOn": "2021-07-01",
        "validUntil": "2022-06-30",
    }


@pytest.fixture(scope="module")
def own_consent(unharmed: Victim, vouched: dict[str, Any]) -> str:
    """The made-up person's, recorded by the attacker."""
    made = unharmed.services.consent.post("/v1/consents", vouched, agency=UNNAMED)
    assert made.status_code == 201
    unharmed.services.carry()
    return str(made.json()["consentId"])


class TestForging:
    """K14, K15, K16."""

    def test_a_consent_of_a_made_up_person_on_a_referral_off_the_topic(
        self, unharmed: Victim, vouched: dict[str, Any]
    ) -> None:
        before = unharmed.published()
        for purpose in ({}, {"kind": "register", "purpose": "follow_up"}):
            stolen = {**vouched, **purpose, "referralId": unharmed.office.referral_id}
            self._is_refused(unharmed, "/v1/consents", stolen)
        unharmed.services.carry()
        assert unharmed.published() == before
        assert self._form_of(unharmed).status_code == 404

    def test_a_consent_for_a_known_number_on_an_invented_referral(
        self, unharmed: Victim, vouched: dict[str, Any]
    ) -> None:
        invented = {**vouched, "referralId": NOBODY["referralId"]}
        answers = [
            self._is_refused(unharmed, "/v1/consents", {**invented, "personnummer": number})
            for number in (PARTICIPANT, NOBODY["personnummer"])
        ]
        assert answers[0] == answers[1]

    def test_a_consent_for_a_known_number_on_an_own_referral(
        self, unharmed: Victim, vouched: dict[str, Any]
    ) -> None:
        self._is_refused(unharmed, "/v1/consents", {**vouched, "personnummer": PARTICIPANT})

    def test_a_cover_and_a_refusal_of_a_strangers_referral(
        self, unharmed: Victim, vouched: dict[str, Any], own_consent: str
    ) -> None:
        about = {name: vouched[name] for name in ("voucher", "occurredOn")}
        stolen = {**about, "referralId": unharmed.office.referral_id}
        cover = f"/v1/consents/{own_consent}/referrals"
        for number in (PARTICIPANT, MADE_UP):
            self._is_refused(unharmed, cover, {**stolen, "personnummer": number})
        self._is_refused(unharmed, "/v1/consent-refusals", stolen)

    @pytest.mark.usefixtures("own_consent")
    def test_an_own_grant_opens_nothing_of_anothers(self, unharmed: Victim) -> None:
        assert self._form_of(unharmed).status_code == 404
        shown = unharmed.services.planning.get(f"/v1/plans/{unharmed.plan_id}", agency=UNNAMED)
        assert shown.status_code == 404

    def _is_refused(self, victim: Victim, path: str, form: dict[str, Any]) -> tuple[int, Any]:
        answer = victim.services.consent.post(path, form, agency=UNNAMED)
        refused = answer.status_code, answer.json()["code"]
        assert refused == (403, "voucher_refused")
        return refused

    def _form_of(self, victim: Victim) -> Any:
        path = f"/v1/participants/{victim.participant_id}/disclosures"
        return victim.services.referral[CITY].post(path, {"purpose": "coordination"}, agency=UNNAMED)
