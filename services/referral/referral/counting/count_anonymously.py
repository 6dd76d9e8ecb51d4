from datetime import date
from uuid import uuid4

from chassis.decisions.commands import Command, Records
from referral.counting.anonymous_count import AnonymousCount
from referral.counting.uncounted import uncounted
from referral.office.office import Office


class CountAnonymously(Command[Office]):
    """The clock asks."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """How many were counted."""
        ripe = uncounted(self.as_of, work)
        for year, sex in ripe:
            work.add(AnonymousCount.count(uuid4(), sex, year))
        return len(ripe)
