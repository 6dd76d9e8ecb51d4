"""Proportions as whole people."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

Key = TypeVar("Key")


def by_largest_remainder(weights: Mapping[Key, int], total: int) -> dict[Key, int]:
    """`total` divided by `weights` into whole numbers that add up: the largest remainders round up."""
    whole = sum(weights.values())
    shares = {key: weight * total // whole for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: weights[key] * total % whole, reverse=True)
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def deck(weights: Mapping[Key, int], total: int, chance: Random) -> list[Key]:
    """`total` cards in the proportions of `weights`, shuffled."""
    cards = [key for key, times in by_largest_remainder(weights, total).items() for _ in range(times)]
    chance.shuffle(cards)
    return cards
