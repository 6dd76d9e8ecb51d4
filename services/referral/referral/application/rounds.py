"""Rounds of intake, and pauses between them (R-10)."""

from dataclasses import asdict
from uuid import UUID, uuid4

from chassis.decisions.domain import Refused
from chassis.decisions.work import Work
from referral.application.arrival import apply_batch
from referral.application.office import Office
from referral.commands.office import HoldIntakeRound, PauseIntake, ResumeIntake
from referral.domain.intake_round import IntakeRound
from referral.domain.office_refusals import IntakeIsPaused, RoundRefused, UnknownProgramme
from referral.domain.pause import IntakePause
from referral.form.batch import ERRORS, WHOLE, RowError
from referral.queries.intake_rounds import enter_round
from referral.queries.pauses import enter_pause, pause_on


def hold_intake_round(office: Office, command: HoldIntakeRound, work: Work) -> IntakeRound:
    """Whole or not at all: what is wrong with any row is said, and then nothing of the round is kept."""
    errors = [*command.batch.errors]
    taken: list[UUID] = []
    for done, (line, form) in enumerate(command.batch.forms, start=1):
        try:
            taken.append(apply_batch(office, form, command.by, work).id)
        except Refused as refused:
            errors.append(RowError(line=line, pointer=WHOLE, code=refused.code))
        command.progress(done)
    if errors:
        errors.sort(key=lambda error: error.line)
        raise RoundRefused([asdict(error) for error in errors[: ERRORS + 1]])
    held = work.add(IntakeRound.hold(uuid4(), command.method, len(taken), command.on))
    return enter_round(held, command.by, taken, work)


def pause_intake(office: Office, command: PauseIntake, work: Work) -> IntakePause:
    office.check_is_kept_by(command.by)
    if command.programme not in office.programmes:
        raise UnknownProgramme
    if reason := pause_on(command.programme, command.on, work):
        raise IntakeIsPaused(reason=reason)
    pause = IntakePause.pause(uuid4(), command.programme, command.reason, command.on)
    return enter_pause(work.add(pause), work)


def resume_intake(office: Office, command: ResumeIntake, work: Work) -> IntakePause:
    office.check_is_kept_by(command.by)
    pause = work.load(IntakePause, command.pause_id)
    pause.resume(command.reason, command.on)
    return enter_pause(pause, work)
