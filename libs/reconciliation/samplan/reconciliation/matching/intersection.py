"""Private set intersection by openmined-psi: ECDH on P-256, raw encoding, padded to agreed sizes.

The keys of an offer and of a request are two, new for each comparison: equal elements look different in each.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence

import msgspec
from private_set_intersection.python import DataStructure, Request, Response, ServerSetup, client, server

from samplan.reconciliation.refusal import Refused

NEEDLESS = 1e-9
"""The library asks for a rate of false hits, which raw encoding does not have."""


class Keys(msgspec.Struct, frozen=True):
    """Secret. An attacker who has them and the messages can try out people."""

    offering: bytes
    asking: bytes

    def __repr__(self) -> str:
        return "Keys(***)"


def new_keys() -> Keys:
    offering, asking = (
        server.CreateWithNewKey(reveal_intersection=True),
        client.CreateWithNewKey(reveal_intersection=True),
    )
    return Keys(offering.GetPrivateKeyBytes(), asking.GetPrivateKeyBytes())


def padded(elements: Collection[str], size: int) -> list[str]:
    """The elements and random ones, in random order. Raises Refused if there are more than agreed."""
    if len(elements) > size:
        raise Refused(
            f"the extract has {len(elements)} values to compare, and {size} are agreed: agree on more"
        )
    all_of_them = [*elements, *(f"padding|{secrets.token_hex(32)}" for _ in range(size - len(elements)))]
    secrets.SystemRandom().shuffle(all_of_them)
    return all_of_them


def offer(keys: Keys, elements: Sequence[str], asking: int) -> bytes:
    """The encrypted offer, in the order of what it is encrypted to."""
    own = server.CreateFromKey(keys.offering, reveal_intersection=True)
    setup: ServerSetup = own.CreateSetupMessage(NEEDLESS, asking, list(elements), DataStructure.RAW)
    return bytes(setup.SerializeToString())


def request(keys: Keys, elements: Sequence[str]) -> bytes:
    """The encrypted questions, in the order given: shuffle them first, as `padded` does."""
    asked: Request = client.CreateFromKey(keys.asking, reveal_intersection=True).CreateRequest(list(elements))
    return bytes(asked.SerializeToString())


def answer(keys: Keys, asked: bytes, size: int) -> bytes:
    """The other party's questions, encrypted once more. Raises Refused unless there are as many as agreed."""
    questions: Request = _parsed(Request, asked)
    _require_agreed(questions.encrypted_elements, size)
    try:
        response: Response = server.CreateFromKey(keys.offering, reveal_intersection=True).ProcessRequest(
            questions
        )
    except RuntimeError:
        raise Refused("a question is no encrypted element: ask for the message again") from None
    return bytes(response.SerializeToString())


def hits(keys: Keys, offered: bytes, answered: bytes, *, offer_size: int, asking_size: int) -> list[int]:
    """Which questions the other party's offer has, by their place. Raises Refused for a damaged message."""
    setup, response = _parsed(ServerSetup, offered), _parsed(Response, answered)
    _require_agreed(setup.raw.encrypted_elements, offer_size)
    _require_agreed(response.encrypted_elements, asking_size)
    try:
        return sorted(
            client.CreateFromKey(keys.asking, reveal_intersection=True).GetIntersection(setup, response)
        )
    except RuntimeError:
        raise Refused("an answer is no encrypted element: ask for the message again") from None


def _parsed(kind: type, content: bytes) -> Request | Response | ServerSetup:
    message = kind()
    try:
        message.ParseFromString(content)
    except Exception as error:
        if type(error).__name__ != "DecodeError":
            raise
        raise Refused("the message is damaged: ask for it again") from None
    return message


def _require_agreed(elements: Sequence[bytes], size: int) -> None:
    if len(elements) != size:
        raise Refused(
            f"the message has {len(elements)} elements, and {size} are agreed: both need one agreement"
        )
    if len(set(elements)) != size:
        raise Refused("the message repeats an element: ask for it again")
