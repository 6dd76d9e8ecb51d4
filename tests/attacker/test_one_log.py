"""C-11: each way in which an agency learns of the participant is a line of the participant's one log."""

import pytest
from tests.attacker.test_doubt import OTHERS_RECORDS
from tests.attacker.victim import IN_PROCESS, NAMED, Victim

pytestmark = [pytest.mark.slow, IN_PROCESS]

WHAT = {
    "the plan": ("af", "planning.plan"),
    "the form": ("malmo-ifo", "referral.form"),
    "the look-up": ("finsam", "consent.participant_id"),
    "the journey": ("finsam", "reporting.journey"),
}


def test_every_way_is_logged_once_for_the_participant(victim: Victim) -> None:
    for way in OTHERS_RECORDS.values():
        assert way(victim).is_success
    victim.services.carry()
    path = f"/v1/participants/{victim.participant_id}/disclosures"
    lines = victim.services.consent.get(path, agency="finsam").json()
    to_named = sorted((line["owner"], line["what"]) for line in lines if line["agency"] == NAMED)
    assert to_named == sorted(WHAT.values())
    assert {line["rule"] for line in lines if line["agency"] == NAMED} == {"consent"}


def test_a_journey_that_was_read_before_the_revocation_stays_in_the_log(victim: Victim) -> None:
    assert OTHERS_RECORDS["the journey"](victim).is_success
    consent = victim.services.consent
    revoked = {"occurredOn": "2021-12-31"}
    consent.post(f"/v1/consents/{victim.consent_id}/revocation", revoked, agency=NAMED).raise_for_status()
    victim.services.carry()
    path = f"/v1/participants/{victim.participant_id}/disclosures"
    lines = consent.get(path, agency="finsam").json()
    assert [line["agency"] for line in lines if line["what"] == "reporting.journey"] == [NAMED]
