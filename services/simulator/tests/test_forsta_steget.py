"""Första Steget's groups: what the report prints, and the requests that give it."""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from services.simulator.tests.agreeable import Agreeable, Interrupted

from samplan.contracts.codes import Agency, ExitClass
from samplan.contracts.codes.groups import Presence
from simulator.driving.clock import WINDOW
from simulator.driving.ledger import Ledger
from simulator.driving.parts import SERVICES
from simulator.driving.replay import Pace, drive
from simulator.forsta_steget.attendance import attendance
from simulator.forsta_steget.cohort import SEED, cohorts
from simulator.forsta_steget.members import members
from simulator.forsta_steget.printed import printed_groups
from simulator.malmokraften.population import population
from simulator.stories.days import LAST_DAY, LONGEST_CONSENT
from simulator.stories.people import Registry

GROUPS = printed_groups()
REGISTRY = Registry(Random(SEED))  # noqa: S311  # the people of the demo
PEOPLE = [person for group in GROUPS for person in members(group, REGISTRY)]
SECOND = [group for group in GROUPS if group.number == 2]
KLIPPAN_2 = next(one for one in cohorts() if one.name == "forsta-steget/klippan-2")
DAYS = ["2019-08-26", "2019-08-27", "2019-11-14", "2019-11-18"]


async def run(services: Agreeable, ledger: Path) -> None:
    services.session_days = DAYS
    await drive(
        [KLIPPAN_2],
        services=SERVICES,
        token_of=str,
        ledger=Ledger(ledger),
        pace=Pace(at_once=4, timeout=5, deadline=30),
        transport=lambda: httpx.MockTransport(services),
    )


class TestPrinted:
    def test_each_participant_leaves_once(self) -> None:
        assert [len(one.leavings) for one in GROUPS] == [one.participants for one in GROUPS]

    def test_of_group_2_16_and_15_of_21_take_part_in_placement(self) -> None:
        assert sum(one.participants for one in SECOND) == 21
        assert [sum(one.placements[period].started for one in SECOND) for period in (0, 1)] == [16, 15]

    def test_exits_of_klippans_group_2_are_the_reports(self) -> None:
        klippan = next(one for one in SECOND if one.agency is Agency.KLIPPAN)
        to = Counter(one.ending.exit_class for one in klippan.leavings)
        assert to == {
            ExitClass.WORK_SUBSIDISED: 4,
            ExitClass.WORK_UNSUBSIDISED: 1,
            ExitClass.STUDIES_STUDENT_AID: 2,
            ExitClass.RETURNED_TO_REGULAR: 3,
            ExitClass.ENDED_BY_AGENCY: 1,
        }


class TestAttendance:
    def test_is_the_printed_share_of_all_places(self) -> None:
        presences = [one for session in attendance([12] * 50, "82.5") for one in session]
        assert Counter(presences)[Presence.PRESENT] / len(presences) == 0.825
        assert {*presences} == {*Presence}

    def test_leaves_no_participant_out_of_the_absences(self) -> None:
        sessions = attendance([10] * 48, "81")
        present = [sum(one is Presence.PRESENT for one in seats) for seats in zip(*sessions, strict=True)]
        assert max(present) - min(present) <= 2


class TestParticipants:
    def test_are_nobody_of_malmokraften(self) -> None:
        numbers = {person.identity.personnummer for person in PEOPLE}
        assert len(numbers) == len(PEOPLE)
        assert numbers.isdisjoint(person.identity.personnummer for person in population(240))

    def test_have_a_consent_that_outlives_their_last_step(self) -> None:
        stays = [person.journey.participation for person in PEOPLE]
        ends = [(one.consented_on + LONGEST_CONSENT, one.left_on or LAST_DAY) for one in stays if one]
        assert min(end - last for end, last in ends) >= 2 * WINDOW + timedelta(days=1)


@pytest.mark.slow
class TestCohort:
    async def test_holds_each_session_in_one_request(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger")
        held = [_body(one) for one in services.commands.values() if one.url.path.endswith("/holding")]
        assert [one["occurredOn"] for one in held] == DAYS
        listed = [sum(len(one.get(presence, ())) for presence in Presence) for one in held]
        assert listed == [11, 11, 11, 10]  # one has left

    async def test_offers_everyone_both_placements(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger")
        paths = Counter(path.rpartition("/")[2] for path in services.paths if "/placements" in path)
        assert (paths["placements"], paths["start"], paths["ending"]) == (22, 16, 16)

    @pytest.mark.parametrize("moment", [3, 40, 71, 98])  # in hundredths of the run
    async def test_resumes_as_if_nothing_had_interrupted_it(self, tmp_path: Path, moment: int) -> None:
        undisturbed, services = Agreeable(), Agreeable()
        await run(undisturbed, tmp_path / "undisturbed")
        services.interrupts_after(len(undisturbed.commands) * moment // 100)
        with pytest.raises(Interrupted):
            await run(services, tmp_path / "ledger")
        await run(services, tmp_path / "ledger")
        assert services.commands.keys() == undisturbed.commands.keys()


def _body(request: httpx.Request) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(request.content)
    return body
