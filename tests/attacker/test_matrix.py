"""C-12: what the services answer equals `may_know`, cell by cell, for random circles made over their APIs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from httpx2 import Response
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from services.planning.tests.test_mapping import SAVED, put
from tests.attacker.victim import Victim, everyone
from tests.journeys.journey import CONSENT
from tests.journeys.referred_twice import PARTICIPANT
from tests.journeys.side_by_side import CITY, SideBySide

from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.fold import circle_after
from samplan.privacy.circle.may_know import Allowed, Asked, may_know
from samplan.testing.extent import extent

pytestmark = pytest.mark.slow

AGENCIES = ("af", "malmo-ifo", "malmo-ama", "fk", "region-skane")
PUBLISHERS = (CITY, "af")
"""Whose records the journey is composed of."""
DAYS = (date(2021, 12, 30), date(2021, 12, 31), date(2022, 6, 14), date(2022, 6, 15))
"""The third is the last day of the first consent."""

Way = Callable[[Victim, str, str], Response]
Change = tuple[str, str]
"""What is done, and about which agency."""

WAYS: Mapping[str, tuple[str | None, Way]] = {
    "planning.plan": (
        "af",
        lambda one, agency, purpose: one.services.planning.get(
            f"/v1/plans/{one.plan_id}?purpose={purpose}", agency=agency
        ),
    ),
    "referral.form": (
        CITY,
        lambda one, agency, purpose: one.services.referral[CITY].post(
            f"/v1/participants/{one.participant_id}/disclosures", {"purpose": purpose}, agency=agency
        ),
    ),
    "planning.mapping": (CITY, lambda one, agency, _: _read_mapping(one, agency)),
    "reporting.journey": (
        None,
        lambda one, agency, purpose: one.services.reporting.get(
            f"/v1/journeys/{one.participant_id}?purpose={purpose}", agency=agency
        ),
    ),
    "consent.participant_id": (
        "finsam",
        lambda one, agency, purpose: one.services.consent.post(
            "/v1/participant-lookups", {"personnummer": PARTICIPANT, "purpose": purpose}, agency=agency
        ),
    ),
}
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["narrow", "block", "lift", "acknowledge", "revoke", "grant", "death", "leave"]),
        st.sampled_from(AGENCIES),
    ),
    max_size=4,
)


@pytest.mark.parametrize("what", WAYS)
@given(changes=CHANGES, on=st.sampled_from(DAYS), purpose=st.sampled_from(["coordination", "follow_up"]))
@example(changes=[("grant", "region-skane"), ("narrow", CITY)], on=DAYS[0], purpose="coordination")
@settings(
    max_examples=extent(4, in_ci=7), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)
def test_every_cell_is_what_the_service_does(
    what: str, changes: list[Change], on: date, purpose: str
) -> None:
    with _enrolled() as victim:
        for change in changes:
            _carry_out(victim, *change)
        victim.services.carry()
        for service in everyone(victim.services).values():
            service.today(on)
        (owner, way), circle = WAYS[what], _circle(victim)
        told = {agency: way(victim, agency, purpose).is_success for agency in AGENCIES}
        if what == "planning.mapping":
            purpose = "coordination"  # a mapping is read for nothing else
        else:
            decided = {one: _is_allowed(circle, what, owner, one, purpose, on) for one in AGENCIES}
            assert told == decided
        if owner is not None:
            assert _others(told, owner) == _others(_matrix(victim, what, owner, purpose), owner)


def _others(told: Mapping[str, bool], owner: str) -> Mapping[str, bool]:
    """An owner always knows its own records, in a circle that does not name it too."""
    return {agency: is_told for agency, is_told in told.items() if agency != owner}


def _matrix(victim: Victim, what: str, owner: str, purpose: str) -> Mapping[str, bool]:
    """As the keeper of consents is shown it. An agency without a cell is allowed nothing."""
    place = f"/v1/participants/{victim.participant_id}/circle"
    cells = victim.services.consent.get(place, agency=Agency.FINSAM).json()["cells"]
    allowed = {
        one["agency"]: one["allowed"]
        for one in cells
        if (one["what"], one["owner"], one["purpose"]) == (what, owner, purpose)
    }
    return {agency: allowed.get(agency, False) for agency in AGENCIES}


def _read_mapping(victim: Victim, agency: str) -> Response:
    planning = victim.services.planning
    [mapping] = planning.get(f"/v1/plans/{victim.plan_id}/mappings", agency=CITY).json()
    return planning.get(f"/v1/mappings/{mapping['mappingId']}/answers", agency=agency)


def _map(victim: Victim) -> None:
    """The city completes a mapping of its own."""
    planning, on = victim.services.planning, {"occurredOn": "2021-12-30"}
    begun = {**on, "planId": victim.plan_id, "togetherWith": None}
    place = planning.post("/v1/mappings", begun, agency=CITY).headers["Location"]
    put(planning, f"{place}/answers", {**SAVED, **on}, agency=Agency(CITY), version=1).raise_for_status()
    planning.post(f"{place}/completion", on, agency=CITY, if_match=2).raise_for_status()


def _is_allowed(circle: Circle, what: str, owner: str | None, agency: str, purpose: str, on: date) -> bool:
    asked = Asked(
        what=what,
        agency=Agency(agency),
        purpose=ConsentPurpose(purpose),
        owner=Agency(owner) if owner else None,
        composed_of=frozenset(map(Agency, PUBLISHERS)),
        on=on,
        at=now_utc(),
    )
    return isinstance(may_know(circle, asked), Allowed)


def _circle(victim: Victim) -> Circle:
    """As any reader of the topic folds it. The keeper of the ids accepts every grant that it stores."""
    circle = Circle()
    for event in victim.services.consent.published():
        circle = circle_after(circle, event)
    accepted = (replace(one, acknowledged=one.acknowledged | {Agency.FINSAM}) for one in circle.consents)
    return replace(circle, consents=tuple(accepted))


@contextmanager
def _enrolled() -> Iterator[Victim]:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        victim = Victim.enrolled(SideBySide(Path(folder), stack))
        _map(victim)
        yield victim


def _carry_out(victim: Victim, change: str, agency: str) -> None:
    """Refused or not: the circle is what the consent service publishes."""
    if change == "grant":
        _grant(victim, agency)
        return
    consent, participant = f"/v1/consents/{victim.consent_id}", f"/v1/participants/{victim.participant_id}"
    asked: Mapping[str, tuple[str, Mapping[str, object], str]] = {
        "narrow": (f"{consent}/narrowing", {"without": [agency]}, "af"),
        "acknowledge": (f"{consent}/acknowledgement", {}, agency),
        "revoke": (f"{consent}/revocation", {}, agency),
        "block": (f"{participant}/blocks", {"agency": agency}, "af"),
        "lift": (f"{participant}/blocks/lifting", {"agency": agency}, "af"),
        "death": (f"{participant}/death", {}, agency),
        "leave": ("/v1/parties/leaving", {"programme": "malmokraften", "agency": agency}, "finsam"),
    }
    _ask(victim, *asked[change])


def _ask(victim: Victim, path: str, form: Mapping[str, object], by: str) -> None:
    consent = victim.services.consent
    shown = consent.get(f"/v1/consents/{victim.consent_id}", agency=by)
    consent.post(
        path, {**form, "occurredOn": "2021-12-30"}, agency=by, if_match=shown.headers.get("ETag", '"1"')
    )


def _grant(victim: Victim, agency: str) -> None:
    """A second consent beside the first, for the other purpose too."""
    about = {"personnummer": PARTICIPANT, "referralId": victim.office.referral_id}
    for purpose in ("coordination", "follow_up"):
        form = {**CONSENT, **about, "agencies": sorted({"af", CITY, agency}), "purpose": purpose}
        dated = {"occurredOn": "2021-12-01", "validUntil": "2022-11-30", "voucher": victim.office.voucher()}
        answer = victim.services.consent.post("/v1/consents", {**form, **dated}, agency=CITY)
        assert answer.status_code == 201, answer.text
