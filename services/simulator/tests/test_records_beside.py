"""Malmökraften's records beside the plans: allowed by the consent, within the stay, some left to do."""

from collections import Counter
from collections.abc import Iterator

import pytest

from samplan.contracts.codes import Agency, IncomeSupport
from simulator.driving.forms import consent_form
from simulator.driving.plan_steps import plan_steps
from simulator.malmokraften.population import population
from simulator.metodstod.participants import participants
from simulator.records.after_exit import FOLLOWED_UP_AFTER
from simulator.stories.days import LAST_DAY, LONGEST_CONSENT
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation, Person


@pytest.fixture(scope="module")
def stays() -> list[tuple[Person, Participation]]:
    return [(one, stay) for one in population(240) if (stay := one.journey.participation)]


def agencies_in(step: PlanStep) -> Iterator[Agency]:
    yield step.agency
    body = step.body
    for named in (
        body.get("askedOf"),
        body.get("owner"),
        *_list(body, "agencies"),
        *_list(body, "togetherWith"),
    ):
        if isinstance(named, str):
            yield Agency(named)


def _list(body: object, name: str) -> list[object]:
    found = body.get(name, []) if isinstance(body, dict) else []
    return list(found)


AFTER_EXIT = {"step-moved", "follow-up"}


def test_every_step_is_within_the_stay(stays: list[tuple[Person, Participation]]) -> None:
    outside = {
        step.name
        for _, stay in stays
        for step in stay.more
        if not stay.coordinator_on <= step.on <= (stay.left_on or LAST_DAY)
    }
    assert outside == AFTER_EXIT


def test_some_who_have_left_are_followed_up_and_others_due(stays: list[tuple[Person, Participation]]) -> None:
    """Before the consent's last day, too: a later follow-up is shared with no agency."""
    long_ago = [stay for _, stay in stays if stay.left_on and stay.left_on + FOLLOWED_UP_AFTER <= LAST_DAY]
    followed = [(stay, step) for stay in long_ago for step in stay.more if step.name == "follow-up"]
    assert 0 < len(followed) < len(long_ago)
    assert any(step.on < stay.consented_on + LONGEST_CONSENT for stay, step in followed)
    assert len({step.body["step"] for _, stay in stays for step in stay.more if "step" in step.body}) > 1


def test_the_consent_names_every_agency_of_a_step(stays: list[tuple[Person, Participation]]) -> None:
    for person, stay in stays:
        named = {*consent_form(person, stay, "", stay.consented_on)["agencies"]}
        assert {agency for step in stay.more for agency in agencies_in(step)} <= named


def test_some_of_each_is_left_to_do(stays: list[tuple[Person, Participation]]) -> None:
    """So that no list of the demo is empty."""
    done = Counter(step.name for _, stay in stays for step in stay.more)
    assert done["meeting-multi_party/holding"] > done["meeting-multi_party/notes"] > 0
    assert done["demand"] > _steps(stays, "demand", "/met") > 0
    assert done["health"] > _steps(stays, "health", "/result") > 0
    assert done["notice"] > _steps(stays, "notice", "/reading") > 0
    assert min(done["meeting-planning"], done["workshop"], done["proposal"]) > 0


def test_every_step_of_a_plan_has_a_name_of_its_own(stays: list[tuple[Person, Participation]]) -> None:
    """The name makes the idempotency key: of two alike, the second would not be carried out."""
    methods = [stay for one in participants() if (stay := one.journey.participation)]
    for stay in (*(stay for _, stay in stays), *methods):
        names = [step.name for step in plan_steps(stay, IncomeSupport.INGEN)]
        assert len(names) == len({*names})


def test_hours_are_noted_before_enhanced_cooperation(stays: list[tuple[Person, Participation]]) -> None:
    """The rule `ten_hours_a_week` of the programme would refuse it without them (P-18)."""
    for _, stay in stays:
        order = [step.name for step in plan_steps(stay, IncomeSupport.SJUKPENNING)]
        if "enhanced-cooperation" in order:
            assert order.index("hours") < order.index("enhanced-cooperation")
    assert _steps(stays, "enhanced-cooperation", "/completion") > 0


def _steps(stays: list[tuple[Person, Participation]], record: str, path: str) -> int:
    return sum(step.upon == record and step.path == path for _, stay in stays for step in stay.more)


def test_some_exits_are_recorded_wrongly_and_corrected_the_same_day(
    stays: list[tuple[Person, Participation]],
) -> None:
    wrong = [(one, stay) for one, stay in stays if stay.first_recorded_as]
    assert wrong
    for person, stay in wrong:
        steps = {step.name: step for step in plan_steps(stay, person.journey.referral.income_support)}
        first, then = steps["exit"], steps["exit-correction"]
        assert (first.on, first.body["exitClass"]) != (then.on, then.body["exitClass"])
        assert (then.on, then.body["exitClass"]) == (stay.left_on, stay.ending.exit_class)
