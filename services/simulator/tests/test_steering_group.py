"""The demo's steering group sets and revises its targets, scaled to the demo, however often it is driven."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tests.architecture.test_rooms import ROOT

from samplan.contracts.steering.targets import TargetEvent, TargetRevised, TargetSet
from samplan.testing.harness import ServiceUnderTest
from simulator.demo.steering_group import Headers, Post, decide, scaled
from steering.service import SERVICE

LAST_DAY = date(2022, 12, 31)


def post_of(running: ServiceUnderTest, person: str, role: str) -> Post:
    signed = {"Authorization": f"Bearer {running.token('finsam', person=person, role=role)}"}

    def post(path: str, key: str, body: Mapping[str, Any], version: str | None) -> Headers:
        answer = running.post(path, body, agency="finsam", key=key, if_match=version, headers=signed)
        return answer.raise_for_status().headers

    return post


def test_targets_are_set_and_revised_once(tmp_path: Path) -> None:
    with ServiceUnderTest(SERVICE, tmp_path, today=LAST_DAY, programmes_dir=ROOT / "programmes") as running:
        leader = post_of(running, "leader", "process_leader")
        for _ in range(2):
            decide(leader, post_of(running, "member", "steering_member"), 4295)
        published = running.published()
    assert [(type(one), one.target, one.value) for one in published if isinstance(one, TargetEvent)] == [
        (TargetSet, "participants", 5600),
        (TargetRevised, "participants", 4000),
        (TargetSet, "to_work_or_studies", 2500),
        (TargetRevised, "to_work_or_studies", 1800),
    ]
    assert len(published) == 8


def test_a_small_demo_has_small_targets() -> None:
    assert [scaled(value, 240) for value in (5600, 4000, 2500, 1800)] == [313, 224, 140, 101]
