"""The adapter under test: one command with three verbs.

    COMMAND run       reads events and sends cards until it gets SIGTERM
    COMMAND holds     prints a JSON object a line for each fact in its journal, in their order there:
                      `event`, `type` and `subject` are the `ce_id`, `ce_type` and `ce_subject`
    COMMAND start-activity KEEPER PLAN ACTIVITY KIND DATE      sends `OwnActivityStarted`

It reads `PlanOpened`, `PlanAgreed`, `ActivityStarted` and `SharingEnded` of af.planning.to-AGENCY.v1, and
its own af.card-rejections-to-AGENCY.v1. A fact that it must keep after the end of a sharing has a `retained`:
the ground, a code of `RetentionGround`. KAFKA_BOOTSTRAP_SERVERS, AGENCY, JOURNAL (a folder of
its own) and DEVELOPMENT=on are in its environment.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import msgspec

from samplan.contracts.codes.erasures import RetentionGround
from samplan.contracts.planning.cards import OwnActivityStarted

PATIENCE_SECONDS = 30


class Held(msgspec.Struct, frozen=True):
    """A fact in the adapter's journal. Members that are not named here are the vendor's own."""

    event: str
    type: str
    subject: UUID
    retained: RetentionGround | None = None


class AdapterFailed(Exception):
    """A command of the adapter failed, or printed something else than facts."""


class Adapter:
    """Runs the commands of an adapter."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        self._command = list(command)
        others = ("KAFKA_", "TRUSTED_FILE")  # those of the vendor's own cluster
        kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        self._environment = {**kept, **environment}
        self._log = log
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Let it run in a process group of its own."""
        with self._log.open("ab") as output:
            self._running = subprocess.Popen(  # noqa: S603  # the vendor's own program
                [*self._command, "run"],
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> bool:
        """Ask it to end; whether it did so in time."""
        try:
            self._end(signal.SIGTERM)
        except subprocess.TimeoutExpired:
            self.kill()
            return False
        return True

    def _end(self, sign: signal.Signals) -> None:
        if self._running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._running.pid, sign)
            self._running.wait(PATIENCE_SECONDS)

    def holds(self) -> list[Held]:
        """The facts in its journal. Raises AdapterFailed."""
        try:
            return [msgspec.json.decode(line, type=Held) for line in self._ask("holds").splitlines()]
        except msgspec.MsgspecError as error:
            raise AdapterFailed(f"`holds` prints another kind of line: {error}") from None

    def send(self, card: OwnActivityStarted) -> None:
        """Let it send a card, as its staff would. Raises AdapterFailed."""
        ids = (str(card.plan_id), str(card.activity_id))
        self._ask("start-activity", card.keeper.value, *ids, card.kind.value, card.occurred_on.isoformat())

    def _ask(self, *arguments: str) -> bytes:
        done = subprocess.run(  # noqa: S603  # as above
            [*self._command, *arguments],
            env=self._environment,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise AdapterFailed(f"`{arguments[0]}` ended with {done.returncode}: {''.join(said)}")
        return done.stdout
