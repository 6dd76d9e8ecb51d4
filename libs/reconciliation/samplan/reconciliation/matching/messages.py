"""The files that go from one party to the other, by a channel of their own that the agencies trust."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec

from samplan.reconciliation.refusal import Refused

Number = Annotated[str, msgspec.Meta(pattern="^[0-9]{12}$")]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`agreement` is its digest: both parties compare under the same."""

    agreement: str
    sender: str
    receiver: str


class Opening(Message, frozen=True, tag="opening-1"):
    """What can be asked of the sender, and what the sender asks. `anonymous` participants have no number."""

    offer: bytes
    request: bytes
    anonymous: int


class Response(Message, frozen=True, tag="response-1"):
    """The receiver's questions, encrypted once more."""

    answer: bytes


class Missing(Message, frozen=True, tag="missing-1"):
    """Whom the receiver lacks. `unnamed` are counted only: no legal ground, or perhaps anonymous there."""

    numbers: tuple[Number, ...]
    unnamed: int


AnyMessage = Opening | Response | Missing
STEPS: dict[type[Any], int] = {Opening: 1, Response: 2, Missing: 3}


def file_name(kind: type[Any], sender: str, receiver: str) -> str:
    return f"{STEPS[kind]}-{sender}-to-{receiver}.msg"


def encode(message: Message) -> bytes:
    return msgspec.msgpack.encode(message)


def decode(file: Path) -> AnyMessage:
    """Raises Refused for a damaged file or another version's."""
    try:
        message: AnyMessage = msgspec.msgpack.decode(file.read_bytes(), type=AnyMessage)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(f"{file.name}: no message of this version, or damaged: ask for it again") from None
    return message
