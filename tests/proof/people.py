"""Any number of participants, each with a synthetic personnummer, and what a chance decides of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import uuid5

from tests.journeys.desk import Desk
from tests.journeys.journey import CIRCLE, INTAKE, NAMESPACE, Journey

from samplan.contracts.codes import Sex
from simulator.stories.personnummer import serials, synthetic_number

FIRST_BORN = date(1980, 1, 1)
FIRST_REVOCATION, DAYS_OF_REVOCATIONS = date(2021, 8, 1), 120
KEEPER = "af"
POISONED_EVERY = 10


@dataclass(frozen=True)
class Participant:
    """A journey that is to be revoked, by whom and on which day."""

    number: int
    journey: Journey
    revoked_by: str
    revoked_on: date

    @property
    def is_poisoned(self) -> bool:
        """An unreadable record about the participant waits when the consent is revoked."""
        return self.number % POISONED_EVERY == 0

    def enrol(self) -> None:
        journey = self.journey.to_enrolment()
        journey.plan(KEEPER, "/track", "2021-06-28", "TrackChosen", track="health")
        journey.plan(INTAKE, "/activities", "2021-07-01", "ActivityStarted", kind="swedish_studies")

    def revoke(self) -> None:
        path = f"/v1/consents/{self.journey.consent_id}/revocation"
        body = {"occurredOn": f"{self.revoked_on}"}
        key = uuid5(NAMESPACE, f"{self.journey.consent_id} revocation")
        self.journey.desk.carry_out(self.revoked_by, "consent", path, body, key=key)

    def go_on_alone(self) -> None:
        """The keeper continues its own record."""
        self.journey.plan(KEEPER, "/track", "2021-12-30", "TrackChosen", track="work")


def participants(desk: Desk, chance: Random) -> Iterator[Participant]:
    for number, personnummer in enumerate(_numbers()):
        on = FIRST_REVOCATION + timedelta(days=chance.randrange(DAYS_OF_REVOCATIONS))
        yield Participant(number, Journey(desk, personnummer), chance.choice(CIRCLE), on)


def _numbers() -> Iterator[str]:
    born_on = FIRST_BORN
    while True:
        for serial in serials(Sex.WOMAN):
            digits = synthetic_number(born_on, serial)
            yield f"{digits[:8]}-{digits[8:]}"
        born_on += timedelta(days=1)
