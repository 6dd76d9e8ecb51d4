"""One run of the proof: the services in separate processes, so that an inbox can lag behind its API."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random

from tests.journeys.house import House
from tests.proof.faults import PROCESSES, Faults
from tests.proof.ground import LosableGround
from tests.proof.people import Participant, participants
from tests.proof.phases import Done, Phases
from tests.proof.revoking import ALWAYS_WITHIN_SECONDS
from tests.proof.steady_desk import SteadyDesk
from tests.proof.sweep import leaves_after, sweep
from tests.proof.verdict import AT_P99_SECONDS, Line, of_answers, of_heard, of_leaving, of_sweep

from simulator.demo.output import Output

SETTINGS = {
    "DEVELOPMENT": "on",
    "REFUSALS_PER_HOUR": "1000000",
    "CALLER_REQUESTS_PER_SECOND": "0",
    "ADDRESS_REQUESTS_PER_SECOND": "0",
}
"""One caller asks about everybody, and is refused more often than any other."""
SHARES = {"lagging": 0.05, "away": 0.1, "restored": 0.1, "lost": 0.05}


def prove(folder: Path, count: int, chance: Random, output: Output) -> Iterator[Line]:
    """Raises AssertionError when a participant was not known to everybody before the revocation."""
    ground = LosableGround(folder / "ground")
    with _desk(ground, folder) as desk:
        people = list(islice(participants(desk, chance), count))
        proof = Proof(Phases(desk, ground, folder / "backups", Faults(desk.house, chance)), output)
        yield from proof.revoke(people)
        yield from _afterwards(desk, people, output)


class Proof:
    def __init__(self, phases: Phases, output: Output) -> None:
        self._phases, self._output = phases, output

    def revoke(self, people: Sequence[Participant]) -> Iterator[Line]:
        left = iter(people)
        lagging, away, restored, lost = (
            list(islice(left, max(2, int(len(people) * share)))) for share in SHARES.values()
        )
        yield from self._under_load(list(left))
        yield from self._lagging(lagging)
        with self._counting("Away", away) as done:
            answers = self._phases.while_readers_are_away(away, done)
        yield of_answers("a reader that was stopped, from its start on", len(away), answers)
        with self._counting("Restored", restored) as done:
            answers = self._phases.after_a_restore(restored, done)
        yield of_answers("restored backups of the readers, from their start on", len(restored), answers)
        with self._counting("Lost", lost) as done:
            answers = self._phases.after_a_restore_of_the_owners(lost, done)
        yield of_answers("restored backups of the owners, from their start on", len(lost), answers)

    def _under_load(self, people: Sequence[Participant]) -> Iterator[Line]:
        with self._counting("Under load", people) as done:
            heard = self._phases.under_load(people, done)
        faults = ", ".join(f"{number} {what}" for what, number in self._phases.faults.done.items())
        self._output.say(f"Meanwhile: {faults or 'nothing'}")
        yield from of_heard("under load", heard, p99=AT_P99_SECONDS)

    def _lagging(self, people: Sequence[Participant]) -> Iterator[Line]:
        with self._counting("Lagging", people) as done:
            heard = self._phases.while_readers_lag(people, done)
        yield from of_heard("inboxes paused", heard, p99=ALWAYS_WITHIN_SECONDS)

    @contextmanager
    def _counting(self, what: str, people: Sequence[Participant]) -> Iterator[Done]:
        with self._output.counting(what) as report:
            yield lambda done: report(done, len(people))


def _afterwards(desk: SteadyDesk, people: Sequence[Participant], output: Output) -> Iterator[Line]:
    with output.doing("Searching stores, parked records, exports and topics"):
        yield from of_sweep(len(people), sweep(desk, people))
        yield of_leaving(len(people), leaves_after(desk, people))


@contextmanager
def _desk(ground: LosableGround, folder: Path) -> Iterator[SteadyDesk]:
    folder.mkdir(parents=True, exist_ok=True)
    house = House(ground, folder, environment=SETTINGS)
    desk = SteadyDesk(house)
    try:
        house.up(PROCESSES)
        yield desk
    finally:
        desk.close()
        house.down()
