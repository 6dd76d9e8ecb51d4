"""Persons who act: for decisions that need two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from chassis.decisions.domain import Refused


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


class PersonNeeded(Refused):
    """The token is a machine's."""

    code = "person_needed"
    status = 403
    title: ClassVar[str] = "Only a person can do that: call with a token of your own"


class TwoPersonsNeeded(Refused):
    """The same person twice, or persons of two issuers: one human being may have an account at both."""

    code = "two_persons"
    status = 403
    title: ClassVar[str] = "You cannot confirm what you asked for: ask another person, with the same issuer"


def require_person(person: Person | None) -> Person:
    """Raises PersonNeeded for a machine."""
    if person is None:
        raise PersonNeeded
    return person


def require_two_persons(first: Person, second: Person) -> None:
    """Raises TwoPersonsNeeded."""
    if not two_persons(first, second):
        raise TwoPersonsNeeded
