from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from consent.consent import Office
from consent.erasing.erasure import Erasure, ErasureFact, Holder
from consent.erasing.unacknowledged import newly_late


class ErasureUnacknowledged(ErasureFact, private=True):
    """The service has not said within 72 hours that it has erased what it holds."""

    TOPIC = "consent.ErasureUnacknowledged"
    holder: Holder

    def apply(self, erasure: Erasure) -> None:
        erasure.late |= {self.holder}


class NoteUnacknowledged(Command[Office]):
    """Run by the clock: a service that has not acknowledged an erasure in time is listed, and alarms."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """Returns the number of erasures for which an acknowledgement is newly late."""
        found = newly_late(self.as_of, work)
        for erasure_id in found:
            self.decide(work.load(Erasure, erasure_id))
        return len(found)

    def decide(self, erasure: Erasure) -> None:
        for holder in erasure.unacknowledged:
            last_day = erasure.acknowledge_by[holder]
            if last_day < self.as_of and holder not in erasure.late:
                erasure.trigger_event(
                    ErasureUnacknowledged, holder=holder, occurred_on=last_day + timedelta(days=1)
                )
