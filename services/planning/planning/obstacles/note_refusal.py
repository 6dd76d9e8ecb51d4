from datetime import date

from chassis.decisions.commands import Command, Records
from planning.obstacles.obstacle import Hindrance, Obstacle
from planning.obstacles.refusals import Refusals, RefusalsCounted
from planning.office import Office


class NoteRefusal(Command[Office]):
    """A rule has refused something: counted, and put on the list of obstacles (P-08, P-16).

    While a resolved obstacle waits for its re-check, refusals are counted alone: the clock decides.
    `request`: a keyed digest of what was asked. Sent again, it is refused again and counted once.
    """

    what: Hindrance
    request: str
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        if not self._month(work).note(self.request, self.occurred_on):
            return
        known = work.find(Obstacle, self.what.obstacle_id)
        if known is None:
            work.add(Obstacle.reported(self.what, self.occurred_on))
        elif known.is_gone:
            known.report_again(self.occurred_on)

    def _month(self, work: Records) -> Refusals:
        month = Refusals.id_of(self.what.obstacle_id, self.occurred_on)
        return work.find(Refusals, month) or work.add(
            Refusals.begin(RefusalsCounted, month, obstacle_id=self.what.obstacle_id)
        )
