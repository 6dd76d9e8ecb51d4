"""T-11: a result chain goes from activity to new outcome, and says what is assumed between its steps."""

from typing import Any

from services.steering.tests.desk import Desk
from services.steering.tests.examples import PROGRAMME

from samplan.contracts.codes.steering import ChainLevel
from samplan.contracts.steering.chains import EffectAssumptionStated, ResultChainItemRecorded

ON = {"programme": PROGRAMME, "occurredOn": "2020-03-02"}
WORDS = "Alla erbjuds två praktikplatser."


def item(service: Desk, level: ChainLevel, follows: str | None = None, area: str = "placements") -> Any:
    members = {"area": area, "level": level.value, "follows": follows, "words": WORDS}
    return service.prepared("/v1/result-chain-items", {**ON, **members}).json()


def assume(service: Desk, cause: str, effect: str, indicator: str = "to_work", key: str = "a") -> Any:
    members = {"cause": cause, "effect": effect, "indicator": indicator, "words": WORDS}
    return service.prepared("/v1/effect-assumptions", {**ON, **members}, key=key).json()


def test_a_chain_is_recorded_step_by_step_and_published_without_its_words(service: Desk) -> None:
    activity = item(service, ChainLevel.ACTIVITY)["itemId"]
    product = item(service, ChainLevel.PRODUCT, activity)["itemId"]
    first, again = (assume(service, activity, product) for _ in range(2))
    assert first == again
    listed = service.get(f"/v1/result-chain-items?programme={PROGRAMME}").json()
    assert {one["itemId"] for one in listed} == {activity, product}
    assert service.get(f"/v1/effect-assumptions?programme={PROGRAMME}").json() == [first]
    kinds = [type(event) for event in service.published()]
    assert kinds == [ResultChainItemRecorded, ResultChainItemRecorded, EffectAssumptionStated]
    assert WORDS not in str(service.published())


def test_a_step_follows_one_of_its_area_on_the_level_before(service: Desk) -> None:
    activity = item(service, ChainLevel.ACTIVITY)["itemId"]
    for level, follows, area in (
        (ChainLevel.PRODUCT, None, "placements"),
        (ChainLevel.CHANGED_PRACTICE, activity, "placements"),
        (ChainLevel.PRODUCT, activity, "guidance"),
        (ChainLevel.ACTIVITY, activity, "placements"),
    ):
        assert item(service, level, follows, area)["code"] == "not_after_its_level"


def test_an_effect_is_a_later_step_that_an_indicator_of_the_catalogue_would_show(service: Desk) -> None:
    activity = item(service, ChainLevel.ACTIVITY)["itemId"]
    product = item(service, ChainLevel.PRODUCT, activity)["itemId"]
    assert assume(service, product, activity)["code"] == "no_effect_of_it"
    assert assume(service, activity, product, "smiles", key="b")["code"] == "unknown_indicator"
