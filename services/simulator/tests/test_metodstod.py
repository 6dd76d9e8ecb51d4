"""Metodstöd 2016: four women and all that the method has."""

import json
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from services.simulator.tests.agreeable import Agreeable, Interrupted

from samplan.contracts.codes import MeetingKind, Stage
from samplan.contracts.codes.groups import WorkshopKind
from simulator.driving.itinerary import of_people
from simulator.driving.ledger import Ledger
from simulator.driving.parts import SERVICES
from simulator.driving.replay import Pace, drive
from simulator.forsta_steget import cohort, members, printed
from simulator.left_over import referrals
from simulator.malmokraften.population import population
from simulator.metodstod.participants import participants
from simulator.stories.days import LONGEST_CONSENT
from simulator.stories.people import Registry
from simulator.stories.story import Person

WHOLE, TO_ENROLMENT, ENDS, AGAIN = participants()


async def run(services: Agreeable, ledger: Path, people: list[Person]) -> None:
    await drive(
        of_people(people, "test"),
        services=SERVICES,
        token_of=str,
        ledger=Ledger(ledger),
        pace=Pace(at_once=4, timeout=5, deadline=30),
        transport=lambda: httpx.MockTransport(services),
    )


def sent_to(services: Agreeable, end: str) -> list[dict[str, Any]]:
    return [json.loads(one.content) for one in services.commands.values() if one.url.path.endswith(end)]


def test_nobody_is_in_two_programmes() -> None:
    registry = Registry(Random(cohort.SEED))  # noqa: S311  # the people of the demo
    groups = [person for group in printed.printed_groups() for person in members.members(group, registry)]
    registry = Registry(Random(referrals.SEED))  # noqa: S311  # the people of the demo
    waiting = [person for intake in referrals.INTAKES for person in referrals.people(intake, registry)]
    everyone = [*population(240), *groups, *waiting, *participants()]
    assert len({person.identity.personnummer for person in everyone}) == len(everyone)


@pytest.mark.slow
class TestJourneys:
    async def test_one_goes_through_all_stages_workshops_and_meetings(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger", [WHOLE])
        assert [one["stage"] for one in sent_to(services, "/stages")] == [*Stage][1:]  # enrolled in the first
        assert {one["workshop"] for one in sent_to(services, "/workshops")} == {*WorkshopKind}
        held = {one["kind"] for one in sent_to(services, "/meetings")}
        assert held == {*MeetingKind} - {
            MeetingKind.INTAKE,  # of the referral
            MeetingKind.STUDY_VISIT_FOLLOW_UP,  # of a visitor
            MeetingKind.STEERING,  # about no participant
        }
        assert len(sent_to(services, "/completion")) == 3 + 3  # mappings and activities

    async def test_a_consent_is_renewed_before_it_ends(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger", [WHOLE])
        (renewal,) = sent_to(services, "/renewal")
        stay = WHOLE.journey.participation
        assert stay
        assert renewal["occurredOn"] < f"{stay.consented_on + LONGEST_CONSENT}" < f"{stay.left_on}"

    async def test_a_study_visit_becomes_enrolment_and_another_ends(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger", [TO_ENROLMENT, ENDS])
        assert [one["mode"] for one in sent_to(services, "/enrolment")] == ["study_visit"] * 2
        ends = [one["end"] for one in sent_to(services, "/study-visit/end")]
        assert ends == ["enrolled", "participation_ended"]

    async def test_a_consent_is_given_again_for_the_same_referral(self, tmp_path: Path) -> None:
        services = Agreeable()
        await run(services, tmp_path / "ledger", [AGAIN])
        first, second = sent_to(services, "/v1/consents")
        assert first["referralId"] == second["referralId"]
        (revocation,) = sent_to(services, "/revocation")
        assert first["occurredOn"] < revocation["occurredOn"] < second["occurredOn"]

    @pytest.mark.parametrize("moment", [10, 45, 80])  # in hundredths of the run
    async def test_resume_as_if_nothing_had_interrupted_them(self, tmp_path: Path, moment: int) -> None:
        people = [WHOLE, TO_ENROLMENT, ENDS]
        undisturbed, services = Agreeable(), Agreeable()
        await run(undisturbed, tmp_path / "undisturbed", people)
        services.interrupts_after(len(undisturbed.commands) * moment // 100)
        with pytest.raises(Interrupted):
            await run(services, tmp_path / "ledger", people)
        await run(services, tmp_path / "ledger", people)
        assert services.commands.keys() == undisturbed.commands.keys()
