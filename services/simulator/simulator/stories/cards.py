"""Assigns each participant the facts whose totals are known: sex, ending, referrer, support at entry."""

from dataclasses import dataclass
from random import Random

from samplan.contracts.codes import Agency, DeclineReason, IncomeSupport, Sex
from simulator.stories.proportions import by_largest_remainder, deck
from simulator.stories.shape import (
    ENDINGS,
    FROM_FK,
    FROM_FK_COUNTED,
    GOLDEN_SIZE,
    INCOME_AT_ENTRY,
    INCOME_AT_ENTRY_FROM_FK,
    PARTICIPANTS,
    REFERRED_BY,
    TURNED_AWAY,
    Ending,
)


@dataclass(frozen=True)
class Card:
    sex: Sex
    ending: Ending
    referrer: Agency
    income_support: IncomeSupport


def deal_participants(size: int, chance: Random) -> list[Card]:
    """`size` participants in the shape of the programme."""
    shares = by_largest_remainder(PARTICIPANTS, size)
    return [card for sex, people in shares.items() for card in _deal(sex, people, chance)]


def deal_turned_away(size: int, chance: Random) -> list[DeclineReason]:
    """The people referred and never enrolled, in addition to `size` participants, each with the reason."""
    return deck(TURNED_AWAY, round(size * sum(TURNED_AWAY.values()) / GOLDEN_SIZE), chance)


def _deal(sex: Sex, people: int, chance: Random) -> list[Card]:
    endings = deck(ENDINGS[sex], people, chance)
    from_fk = _referred_by_fk(sex, endings)
    others = people - len(from_fk)
    fk_incomes = iter(deck(INCOME_AT_ENTRY_FROM_FK, len(from_fk), chance))
    incomes = iter(deck(INCOME_AT_ENTRY[sex], others, chance))
    referrers = iter(deck(REFERRED_BY, others, chance))
    return [
        Card(sex, ending, Agency.FK, next(fk_incomes))
        if position in from_fk
        else Card(sex, ending, next(referrers), next(incomes))
        for position, ending in enumerate(endings)
    ]


def _referred_by_fk(sex: Sex, endings: list[Ending]) -> set[int]:
    counted = FROM_FK_COUNTED[sex]
    groups = {"counted": counted, "other": FROM_FK[sex] - counted, "not fk": PARTICIPANTS[sex] - FROM_FK[sex]}
    shares = by_largest_remainder(groups, len(endings))
    to_work_or_studies = [position for position, ending in enumerate(endings) if ending.is_to_work_or_studies]
    elsewhere = [position for position, ending in enumerate(endings) if not ending.is_to_work_or_studies]
    return {*to_work_or_studies[: shares["counted"]], *elsewhere[: shares["other"]]}
