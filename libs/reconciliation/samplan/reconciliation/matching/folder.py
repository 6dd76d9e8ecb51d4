"""One comparison's folder: `send` and `received` hold the messages, `private` what must never leave."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from samplan.reconciliation.agreement import Agreement, Pair
from samplan.reconciliation.extract.register import Register
from samplan.reconciliation.matching.elements import Answer, Fact
from samplan.reconciliation.matching.intersection import Keys
from samplan.reconciliation.matching.messages import AnyMessage, Message, decode, encode, file_name
from samplan.reconciliation.refusal import Refused


class Outcome(msgspec.Struct, frozen=True):
    """What the other register answered: by person, and on which in-dates an anonymous participant began."""

    answers: dict[str, frozenset[Answer]]
    anonymous_days: frozenset[str]
    anonymous_there: int


class Comparison(msgspec.Struct, frozen=True):
    """The state of one party. `keys` and `asked` are gone once the outcome is known."""

    agreement: Agreement
    own: str
    other: str
    register: Register
    keys: Keys | None
    asked: tuple[Fact | None, ...]
    answered: str = ""
    outcome: Outcome | None = None
    lacks: tuple[str, ...] | None = None
    lacks_unnamed: int = 0

    @property
    def pair(self) -> Pair:
        return self.agreement.pair(self.own, self.other)


class Folder:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._state = path / "private" / "comparison.bin"

    @property
    def is_new(self) -> bool:
        return not self._state.exists()

    def load(self) -> Comparison:
        """Raises Refused."""
        if self.is_new:
            raise Refused(f"{self._path}: no comparison here: begin one with `samplan-reconcile open`")
        return msgspec.msgpack.decode(self._state.read_bytes(), type=Comparison)

    def save(self, comparison: Comparison) -> None:
        self._state.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(self._state, msgspec.msgpack.encode(comparison))

    def send(self, message: Message) -> Path:
        """Write a message for the other party. The same again changes nothing."""
        file = self._path / "send" / file_name(type(message), message.sender, message.receiver)
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, encode(message))
        (self._path / "received").mkdir(exist_ok=True)
        return file

    def expected(self, kind: type[AnyMessage], comparison: Comparison) -> Path:
        return self._path / "received" / file_name(kind, comparison.other, comparison.own)

    def received(self, kind: type[AnyMessage], comparison: Comparison) -> AnyMessage | None:
        """The other party's message, if it has come. Raises Refused if it belongs to another comparison."""
        file = self.expected(kind, comparison)
        if not file.exists():
            return None
        message = decode(file)
        if not isinstance(message, kind) or (message.sender, message.receiver) != (
            comparison.other,
            comparison.own,
        ):
            raise Refused(f"{file.name}: not the message that its name says: ask for it again")
        if message.agreement != comparison.agreement.digest:
            raise Refused(f"{file.name}: made under another agreement: compare the two agreement files")
        return message


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, and readable by its owner alone."""
    unfinished = file.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
    unfinished.replace(file)
