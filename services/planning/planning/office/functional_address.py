"""Agencies are turned to at the address of a function, never at a person's."""

import re
from typing import ClassVar

from chassis.decisions.domain import Refused

_FUNCTION = re.compile(r"[a-zåäö]+[0-9]*(-[0-9]+)?@[a-z0-9.-]+")
"""One word, and a number at most, before the @: of two words the second may be a person's surname."""


class NotAFunction(Refused):
    code = "not_a_functional_address"
    status = 422
    title: ClassVar[str] = (
        "The address is not one of a function: use a shared mailbox of one word, such as `team-1@…`"
    )


def require_function(address: str) -> None:
    """Raises NotAFunction. A person's mailbox of one word passes: its agency answers for it."""
    if not _FUNCTION.fullmatch(address):
        raise NotAFunction


def require_function_if_mail(address: str) -> None:
    """As `require_function`, where a telephone number or a place may stand too."""
    if "@" in address:
        require_function(address)
