"""Evidence against equal shares of two groups that may be looked at after every block (anytime-valid).

R. Turner, A. Ly and P. Grünwald, "Generic E-variables for exact sequential k-sample tests that allow for
optional stopping" (2024): in a block of women and men, the likelihood of two shares against that of their
weighted mean is an e-variable, whatever the common share of the null hypothesis is. The shares are guessed
from earlier blocks alone, so the product is a test martingale, and exceeds 1/a at any time with probability a
at most (Ville). The common share may change from block to block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log
from typing import NamedTuple

CAUTION = 20
"""So many people of the common share are put to each group's guess: few people prove nothing."""


class Block(NamedTuple):
    """People of two groups, and how many of each have what is counted."""

    women: int
    women_with: int
    men: int
    men_with: int


def evidence(blocks: Iterable[Block]) -> Iterator[float]:
    """The natural logarithm of the evidence after each block."""
    seen, total = Block(0, 0, 0, 0), 0.0
    for block in blocks:
        total += _of_block(block, *_guess(seen))
        seen = Block(*(before + now for before, now in zip(seen, block, strict=True)))
        yield total


def _guess(seen: Block) -> tuple[float, float]:
    """The shares of women and of men, strictly between 0 and 1."""
    common = (seen.women_with + seen.men_with + 0.5) / (seen.women + seen.men + 1)
    return (
        (seen.women_with + CAUTION * common) / (seen.women + CAUTION),
        (seen.men_with + CAUTION * common) / (seen.men + CAUTION),
    )


def _of_block(block: Block, women: float, men: float) -> float:
    people = block.women + block.men
    if not people:
        return 0.0
    both = (block.women * women + block.men * men) / people
    return (
        _likelihood(block.women, block.women_with, women)
        + _likelihood(block.men, block.men_with, men)
        - _likelihood(people, block.women_with + block.men_with, both)
    )


def _likelihood(people: int, with_it: int, share: float) -> float:
    """Its logarithm."""
    return with_it * log(share) + (people - with_it) * log(1 - share)
