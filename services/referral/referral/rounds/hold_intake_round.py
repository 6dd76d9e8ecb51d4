from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from referral.office.office import Office
from referral.rounds.batch import ERRORS, WHOLE, Batch, RowError
from referral.rounds.intake_round import IntakeRound
from referral.rounds.intake_rounds import keep_round
from referral.submitting.make_referral import make_referral, require_in_time
from samplan.contracts.codes import Agency, RoundMethod


class RoundRefused(Refused):
    """`errors` names every bad row: its line, a pointer into its form, and the code."""

    code = "round_refused"
    status = 422
    title: ClassVar[str] = "No referral is stored: correct the listed rows and send the round again"

    def __init__(self, errors: Sequence[Mapping[str, str | int]]) -> None:
        super().__init__(errors=errors)
        self.errors = errors


def _unfollowed(_: int) -> None:
    """Progress is not followed."""


class HoldIntakeRound(Command[Office]):
    """Whole or not at all. The rows are a file: `rounds_over_http` has the route, and the CLI reads one too.

    `progress` is called with the number of rows that are done.
    """

    by: Agency
    method: RoundMethod
    batch: Batch
    occurred_on: date
    progress: Callable[[int], None] = _unfollowed

    def carry_out(self, work: Records, office: Office) -> IntakeRound:
        """Raises RoundRefused with all that is wrong with any row; then nothing of the round is kept.

        Raises IntakeIsPaused if a programme of the round takes no referrals, and TooFarBack (R-10).
        """
        for programme in sorted({form.programme for _, form in self.batch.forms}):
            require_in_time(programme, self.occurred_on, work, office)
        errors = [*self.batch.errors]
        taken: list[UUID] = []
        for done, (line, form) in enumerate(self.batch.forms, start=1):
            try:
                taken.append(make_referral(form, self.by, work, office).id)
            except Refused as refused:
                errors.append(RowError(line=line, pointer=WHOLE, code=refused.code))
            work.project()  # the next row may be about the same person
            self.progress(done)
        if errors:
            errors.sort(key=lambda error: error.line)
            raise RoundRefused([asdict(error) for error in errors[: ERRORS + 1]])
        held = work.add(IntakeRound.hold(uuid4(), self.method, len(taken), self.occurred_on))
        keep_round(held, self.by, taken, work)
        return held
