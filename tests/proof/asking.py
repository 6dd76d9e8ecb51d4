"""All the ways in which one agency of a consent learns of the participant from another agency's service."""

from collections.abc import Callable, Mapping

import httpx
from tests.journeys.desk import Desk
from tests.journeys.journey import Journey

ASKING = "malmo-ama"
"""Named in the consent; it neither keeps a record of the participant nor owns an item."""
PURPOSE = {"purpose": "coordination"}
UNANSWERED_AFTER_SECONDS = 90.0

Asked = Callable[[Desk, Journey], httpx.Response]


def _got(service: str, path: Callable[[Journey], str]) -> Asked:
    return lambda desk, one: desk.http.get(
        desk.url(service, path(one)), headers=desk.signed(ASKING), timeout=UNANSWERED_AFTER_SECONDS
    )


def _posted(service: str, path: Callable[[Journey], str], body: Callable[[Journey], object]) -> Asked:
    return lambda desk, one: desk.http.post(
        desk.url(service, path(one)),
        json=body(one),
        headers=desk.signed(ASKING),
        timeout=UNANSWERED_AFTER_SECONDS,
    )


WAYS: Mapping[str, Asked] = {
    "the plan": _got("planning", lambda one: f"/v1/plans/{one.plan_id}"),
    "the list of plans": _got("planning", lambda one: f"/v1/plans?referralId={one.referral_id}"),
    "the form": _posted(
        "referral", lambda one: f"/v1/participants/{one.participant_id}/disclosures", lambda _: PURPOSE
    ),
    "the look-up": _posted(
        "consent",
        lambda _: "/v1/participant-lookups",
        lambda one: {"personnummer": one.personnummer, **PURPOSE},
    ),
    "the journey": _got("reporting", lambda one: f"/v1/journeys/{one.participant_id}"),
}

OF_READERS = ("the plan", "the list of plans", "the journey")
"""The ways to ask planning and reporting, which the proof stops and restores."""
OF_OWNERS = ("the form", "the look-up")
"""The ways to ask referral and consent, which it restores too."""


def knows(desk: Desk, one: Journey, way: str) -> bool | None:
    """None where the service did not answer, or answered that it cannot tell."""
    try:
        answer = WAYS[way](desk, one)
    except httpx.TransportError:
        return None
    if answer.is_success:
        return bool(answer.json())
    return False if answer.status_code in {403, 404, 409} else None
