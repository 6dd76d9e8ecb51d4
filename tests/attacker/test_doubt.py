"""I24, I11: no fault of a topic, a broker or a store opens a record, or is used (K17, K18, K68)."""

from collections.abc import Callable, Mapping

import pytest
from httpx2 import Response
from services.chassis.tests.damaging import Column, flipped
from tests.attacker.victim import IN_PROCESS, KEEPER, NAMED, Victim, everyone
from tests.journeys.referred_twice import PARTICIPANT, revoke
from tests.journeys.side_by_side import CITY

from samplan.bus.clock import now_utc
from samplan.bus.reading.catch_up import report_caught_up
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow

CONSENTS = "finsam.consent.v1"
CLOSED = {403, 404, 409, 503}
PURPOSE = {"purpose": "coordination"}

Way = Callable[[Victim], Response]
OTHERS_RECORDS: Mapping[str, Way] = {
    "the plan": lambda one: one.services.planning.get(f"/v1/plans/{one.plan_id}", agency=NAMED),
    "the form": lambda one: one.services.referral[CITY].post(
        f"/v1/participants/{one.participant_id}/disclosures", PURPOSE, agency=NAMED
    ),
    "the look-up": lambda one: one.services.consent.post(
        "/v1/participant-lookups", {"personnummer": PARTICIPANT, **PURPOSE}, agency=NAMED
    ),
    "the journey": lambda one: one.services.reporting.get(f"/v1/journeys/{one.participant_id}", agency=NAMED),
}
READERS = ("referral", "planning", "reporting")
HIDDEN: Mapping[str, tuple[bytes, tuple[tuple[str, bytes], ...]]] = {
    "garbage": (b'{"consentId": \xff', ()),
    "nothing at all": (b"", ()),
    "an unknown type": (b"{}", (("ce_type", b"samplan.consent.ConsentMoved.v1"),)),
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_slipped_in_before_a_revocation_hides_it_from_nobody(victim: Victim, hidden: str) -> None:
    wait_until(lambda: _answers(victim) <= {200, 201}, lambda: _answers(victim))
    value, headers = HIDDEN[hidden]
    for name in READERS:
        reader = everyone(victim.services)[name]
        reader.receive_raw(CONSENTS, victim.consent_id.encode(), value, headers)
    assert _answers(victim, leaving_out="the look-up") <= CLOSED
    revoke(victim.services, victim.consent_id)
    assert _answers(victim) <= CLOSED


@IN_PROCESS
def test_a_silent_consent_service_closes_others_records_and_nothing_else(victim: Victim) -> None:
    for name in READERS:
        report_caught_up(everyone(victim.services)[name].database, until=now_utc())
    assert _answers(victim, leaving_out="the look-up") <= CLOSED
    own = victim.services.planning.get(f"/v1/plans/{victim.plan_id}", agency=KEEPER)
    assert own.status_code == 200
    revoke(victim.services, victim.consent_id)


@IN_PROCESS
@pytest.mark.parametrize("service", ["planning", "consent", "referral"])
def test_a_changed_bit_in_a_stored_event_is_in_no_answer(victim: Victim, service: str) -> None:
    asked = everyone(victim.services)[service]
    path, agency = {
        "planning": (f"/v1/plans/{victim.plan_id}", KEEPER),
        "consent": (f"/v1/consents/{victim.consent_id}", NAMED),
        "referral": (f"/v1/referrals/{victim.office.referral_id}", CITY),
    }[service]
    assert asked.get(path, agency=agency).status_code == 200
    state = Column(_first_event(asked, path.rpartition("/")[2]), "state")
    stored = bytes(state.of(asked.database))
    state.write(asked.database, flipped(stored, 8 * stored.index(b"202") + 1))
    answer = asked.get(path, agency=agency)
    assert (answer.status_code, answer.json()["code"]) == (503, "record_damaged")


def _first_event(service: ServiceUnderTest, aggregate: str) -> int:
    """The position of the aggregate's first event."""
    return min(n.id for n in service.database.notifications(0, 1_000) if str(n.originator_id) == aggregate)


def _answers(victim: Victim, *, leaving_out: str = "") -> set[int]:
    return {way(victim).status_code for name, way in OTHERS_RECORDS.items() if name != leaving_out}
