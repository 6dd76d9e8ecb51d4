"""Steps of result chains, and the assumptions between them, over HTTP."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from chassis.http.verbs import Resource
from samplan.contracts.codes.steering import ChainLevel
from steering.access import TheList, Writer
from steering.chains.record_item import ChainFact, ChainItem, RecordChainItem
from steering.chains.state_assumption import Assumption, AssumptionFact, StateAssumption
from steering.forms import TYPES
from steering.register import Register

ITEMS = Register("chain_items", ChainItem, ChainFact)
ASSUMPTIONS = Register("assumptions", Assumption, AssumptionFact)
_CAUSE, _EFFECT = "6d1e3270-519f-4c2e-8a80-c47d6f318c07", "7e2f4381-62a0-4d3f-9b91-d58e70429d08"
_ITEM: dict[str, Any] = {
    "itemId": _EFFECT,
    "programme": "malmokraften",
    "area": "placements",
    "level": "product",
    "follows": _CAUSE,
    "words": "Alla erbjuds två praktikplatser.",
    "recordedOn": "2020-01-02",
}


class ChainItemView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [_ITEM]})

    item_id: UUID
    programme: str
    area: str
    level: ChainLevel
    follows: UUID | None
    words: str
    recorded_on: date

    @classmethod
    def of(cls, item: ChainItem) -> Self:
        return cls(
            item_id=item.id,
            programme=item.programme,
            area=item.area,
            level=item.level,
            follows=item.follows,
            words=item.words,
            recorded_on=item.since,
        )


class AssumptionView(View):
    """`indicator`: what would show the effect."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "assumptionId": "8f305492-73b1-4e40-8ca2-e69f8153ae09",
                    "programme": "malmokraften",
                    "cause": _CAUSE,
                    "effect": _EFFECT,
                    "indicator": "to_work",
                    "words": "Praktik hos en arbetsgivare leder till anställning.",
                    "statedOn": "2020-01-02",
                }
            ]
        }
    )

    assumption_id: UUID
    programme: str
    cause: UUID
    effect: UUID
    indicator: str | None
    words: str
    stated_on: date

    @classmethod
    def of(cls, one: Assumption) -> Self:
        return cls(
            assumption_id=one.id,
            programme=one.programme,
            cause=one.cause,
            effect=one.effect,
            indicator=one.indicator,
            words=one.words,
            stated_on=one.since,
        )


CHAIN_ITEMS = Resource(
    commands=RecordChainItem,
    path="/v1/result-chain-items",
    tag="steering",
    writer=Writer,
    view=ChainItemView,
    answer="The step",
    version="The step's version",
    place=lambda item: f"/v1/result-chain-items?programme={item.programme}",
    types=TYPES,
)
EFFECT_ASSUMPTIONS = Resource(
    commands=StateAssumption,
    path="/v1/effect-assumptions",
    tag="steering",
    writer=Writer,
    view=AssumptionView,
    answer="The assumption",
    version="The assumption's version",
    place=lambda one: f"/v1/effect-assumptions?programme={one.programme}",
    types=TYPES,
)


def list_chain_items(asked: TheList) -> list[ChainItemView]:
    """Of one programme, the earliest first."""
    return asked.records(ITEMS, ChainItemView.of)


def list_assumptions(asked: TheList) -> list[AssumptionView]:
    """Of one programme, the earliest first."""
    return asked.records(ASSUMPTIONS, AssumptionView.of)
