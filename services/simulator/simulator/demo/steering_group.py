"""The steering group of Malmökraften: targets and their revision, scaled to the demo, and what it decides.

One person prepares, and another one approves, each with a token of their own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import httpx

from samplan.contracts.codes import Agency
from samplan.testing.issuer import mint_token
from simulator.demo.tokens import SCOPES
from simulator.driving.forms import PROGRAMME
from simulator.stories.shape import GOLDEN_SIZE

Headers = Mapping[str, str]
FIRST_DAY, DECIDED_ON, REVISED_FROM = "2020-01-02", "2021-05-10", "2021-05-17"
TARGETS: Mapping[str, tuple[int, int]] = {"participants": (5600, 4000), "to_work_or_studies": (2500, 1800)}
"""The first value and the revised one of the printed report."""
SEATS = (
    ("malmo-ama", "chair"),
    ("af", "member"),
    ("malmo-ifo", "member"),
    ("fk", "member"),
    ("region-skane", "member"),
    ("finsam", "secretary"),
)
RECORDED: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
    (
        "bodies",
        FIRST_DAY,
        {
            "body": "steering_group",
            "seats": [{"agency": agency, "seat": seat} for agency, seat in SEATS],
        },
    ),
    (
        "risks",
        "2020-10-01",
        {
            "risk": "few_referrals",
            "size": "large",
            "indicator": "participants",
            "words": "Intaget är pausat, och färre remitteras.",
        },
    ),
    (
        "decisions",
        DECIDED_ON,
        {"body": "steering_group", "matter": "targets", "words": "Målen ändras efter pausen i intaget."},
    ),
    (
        "deviations",
        "2021-09-01",
        {"deviation": "time", "size": "medium", "words": "Planerna blir klara senare än beslutat."},
    ),
)


class Post(Protocol):
    """Sends a request with a person's own token; the headers of the answer."""

    def __call__(self, path: str, key: str, body: Mapping[str, Any], version: str | None, /) -> Headers: ...


def steer(url: str, issuer: Path, size: int) -> None:
    """Set and revise the targets, and record the rest: once, however often it is called.

    `issuer`: the folder with the keys that sign tokens. `size`: how many participants the demo has. Raises
    httpx.HTTPError.
    """
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as http:
        leader = _post(http, issuer, "leader", "process_leader")
        decide(leader, _post(http, issuer, "member", "steering_member"), size)


def decide(leader: Post, member: Post, size: int) -> None:
    for target, values in TARGETS.items():
        _set(target, [scaled(value, size) for value in values], leader, member)
    for path, on, body in RECORDED:
        leader(f"/v1/{path}", path, {"programme": PROGRAMME, "occurredOn": on, **body}, None)


def scaled(value: int, size: int) -> int:
    """As much of the whole programme's target as the demo has of its participants."""
    return max(1, round(value * size / GOLDEN_SIZE))


def _set(target: str, values: list[int], leader: Post, member: Post) -> None:
    first, revised = values
    which = {"programme": PROGRAMME, "target": target, "indicator": target, "unit": "participants"}
    on = {"occurredOn": FIRST_DAY, "validFrom": FIRST_DAY, "reason": "first_target"}
    prepared = leader("/v1/targets", f"{target}/first", {**which, **on, "value": first}, None)
    place = prepared["location"]
    approved = member(f"{place}/approval", f"{target}/set", {"occurredOn": FIRST_DAY}, prepared["etag"])
    on = {"occurredOn": DECIDED_ON, "validFrom": REVISED_FROM, "reason": "fewer_referrals"}
    again = leader(f"{place}/revision", f"{target}/second", {**on, "value": revised}, approved["etag"])
    member(f"{place}/approval", f"{target}/revised", {"occurredOn": DECIDED_ON}, again["etag"])


def _post(http: httpx.Client, issuer: Path, person: str, role: str) -> Post:
    token = mint_token(issuer, Agency.FINSAM, scopes=SCOPES, audience=["steering"], person=person, role=role)

    def post(path: str, key: str, body: Mapping[str, Any], version: str | None) -> Headers:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"demo/{key}"}
        known = {} if version is None else {"If-Match": version}
        return http.post(path, json=body, headers={**headers, **known}).raise_for_status().headers

    return post
