"""Persons who act: for decisions that need two of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A human being, as their issuer names them: a pseudonym, which no event publishes."""

    issuer: str
    subject: str


def two_persons(first: Person | None, second: Person | None) -> bool:
    """Whether they are two human beings of one issuer. A machine is None: it never counts as a person."""
    if first is None or second is None:
        return False
    return first.issuer == second.issuer and first.subject != second.subject
