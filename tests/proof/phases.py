"""The revocations, in the four circumstances in which a service could still know."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import TypeVar

from tests.journeys.house import WHOLE, House, Process
from tests.proof.asking import OF_OWNERS, OF_READERS, knows
from tests.proof.faults import Faults
from tests.proof.ground import LosableGround
from tests.proof.people import Participant
from tests.proof.revoking import GIVEN_UP_AFTER_SECONDS, Heard, require_known, revoke_and_ask
from tests.proof.steady_desk import SteadyDesk

WORKERS = 6
LAG_SECONDS = 25.0
READERS = (("planning", "inbox"), ("reporting", "inbox"))
AWAY = (("planning", "api"), ("planning", "relay"), *READERS, ("reporting", "api"))
OWNERS = (("consent", WHOLE), ("referral", WHOLE))

Done = Callable[[int], None]
Result = TypeVar("Result")


@dataclass
class Answers:
    """The answers of services that start again: each is for one participant and one way."""

    ways: Sequence[str] = OF_READERS
    knew: Counter[str] = field(default_factory=Counter)
    denied: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Phases:
    desk: SteadyDesk
    ground: LosableGround
    backups: Path
    faults: Faults

    def under_load(self, people: Sequence[Participant], done: Done) -> list[Heard]:
        """Some are enrolled while others revoke, and processes are killed and paused."""
        with ThreadPoolExecutor(1) as beside:
            work = beside.submit(self._each, self._enrol_and_revoke, people, done)
            return self.faults.while_busy(work)

    def while_readers_lag(self, people: Sequence[Participant], done: Done) -> list[Heard]:
        """The APIs answer, and the inboxes beside them read nothing."""
        self._each(self._enrol, people, done)
        for reader in READERS:
            self._house.pause(*reader)
        resumed = Timer(LAG_SECONDS, self._resume)
        resumed.start()
        heard = self._each(self._revoke, people, done)
        resumed.join()
        return heard

    def while_readers_are_away(self, people: Sequence[Participant], done: Done) -> Answers:
        """They were stopped before the revocations, and are asked from the moment they start."""
        self._each(self._enrol, people, done)
        for process in AWAY:
            self._house.stop(*process)
        self._each(Participant.revoke, people, done)
        return self._asked_during(lambda: self._house.start(*AWAY), people)

    def after_a_restore(self, people: Sequence[Participant], done: Done) -> Answers:
        """Backups of the readers that know the participants are restored once they have revoked."""
        self._restored("readers", AWAY, people, done)
        self._house.run("planning", "republish", "--new-epoch", "--yes")
        return self._asked_during(lambda: self._house.start(*AWAY), people)

    def after_a_restore_of_the_owners(self, people: Sequence[Participant], done: Done) -> Answers:
        """Those of consent and referral: the revocations themselves are lost."""
        self._restored("owners", OWNERS, people, done)
        for service, _ in OWNERS:
            self._house.run(service, "republish", "--new-epoch", "--yes")
        return self._asked_during(lambda: self._house.start(*OWNERS), people, OF_OWNERS)

    def _restored(
        self, name: str, processes: Sequence[Process], people: Sequence[Participant], done: Done
    ) -> None:
        services, backups = sorted({service for service, _ in processes}), self.backups / name
        self._each(self._enrol, people, done)
        for service in services:
            self._house.run(service, "backup", f"{backups / service}")
        self._each(self._revoke, people, done)
        for process in processes:
            self._house.stop(*process)
        for service in services:
            self._house.forget_database(service)
            self.ground.lose(self._house.parts[service])
            self._house.run(service, "restore", f"{backups / service}")

    @property
    def _house(self) -> House:
        return self.desk.house

    def _resume(self) -> None:
        for reader in READERS:
            self._house.resume(*reader)

    def _enrol(self, one: Participant) -> None:
        one.enrol()
        require_known(self.desk, one)

    def _enrol_and_revoke(self, one: Participant) -> Heard:
        self._enrol(one)
        if one.is_poisoned:
            self.faults.poison(one.journey)
        return self._revoke(one)

    def _revoke(self, one: Participant) -> Heard:
        return revoke_and_ask(self.desk, one)

    def _each(
        self, work: Callable[[Participant], Result], people: Sequence[Participant], done: Done
    ) -> list[Result]:
        results: list[Result] = []
        with ThreadPoolExecutor(WORKERS) as pool:
            for result in pool.map(work, people):
                results.append(result)
                done(len(results))
        return results

    def _asked_during(
        self, start: Callable[[], None], people: Sequence[Participant], ways: Sequence[str] = OF_READERS
    ) -> Answers:
        """From before the start until every participant is denied in every way."""
        answers = Answers(ways)
        with ThreadPoolExecutor(1) as beside:
            asked = beside.submit(self._ask_until_denied, people, answers)
            start()
            asked.result()
        return answers

    def _ask_until_denied(self, people: Sequence[Participant], answers: Answers) -> None:
        wanted = {(one.journey.personnummer, way) for one in people for way in answers.ways}
        until = time.monotonic() + GIVEN_UP_AFTER_SECONDS
        while answers.denied != wanted and time.monotonic() < until:
            for one in people:
                self._ask(one, answers)

    def _ask(self, one: Participant, answers: Answers) -> None:
        for way in answers.ways:
            told = knows(self.desk, one.journey, way)
            if told:
                answers.knew[way] += 1
            elif told is False:
                answers.denied.add((one.journey.personnummer, way))
