from datetime import date
from uuid import UUID

from chassis.decisions.commands import PlannedDate, Records
from samplan.contracts.codes.steering import TargetReason, TargetUnit
from steering.definitions.measured import measure_on
from steering.office import Amount, CodeText, Measure, Office, ProgrammeId, Signature, SteeringCommand
from steering.office.refusals import NotAfterTheLast
from steering.targets.refusals import (
    NotAPercentage,
    NotAShare,
    NoValue,
    TargetExists,
    ToleranceDoesNotFit,
)
from steering.targets.target import Level, Target, TargetPrepared, TargetRecorded


def prepare(target: Target, level: Level, signature: Signature, measure: Measure, on: date) -> None:
    """Let the level wait for a second person, in place of what waited."""
    _require_fits(level, target.unit, measure)
    if target.approved and level.valid_from <= target.approved[-1].level.valid_from:
        raise NotAfterTheLast
    target.trigger_event(
        TargetPrepared,
        **vars(level),
        **signature.stored,
        prepared_by=signature.role,
        occurred_on=on,
    )


def _require_fits(level: Level, unit: TargetUnit, measure: Measure) -> None:
    if level.value < 1:
        raise NoValue
    if unit is TargetUnit.PERCENT and not measure.is_share:
        raise NotAShare
    if unit is TargetUnit.PERCENT and level.value > 100:
        raise NotAPercentage
    if measure.is_two_sided != (level.tolerance > 0):
        raise ToleranceDoesNotFit


class LevelCommand(SteeringCommand):
    value: Amount
    tolerance: Amount = 0
    valid_from: PlannedDate
    reason: TargetReason

    @property
    def level(self) -> Level:
        return Level(
            value=self.value, tolerance=self.tolerance, valid_from=self.valid_from, reason=self.reason
        )


class PrepareTarget(LevelCommand, path="", sv="Bered ett mål", en="Prepare a target", creates=True):
    """By a person with a token of their own. It holds once another person has approved it.

    Until its first day, the target in the programme's file holds.
    """

    programme: ProgrammeId
    target: CodeText
    indicator: CodeText
    unit: TargetUnit

    def carry_out(self, work: Records, office: Office) -> Target:
        signature = self.signature(self.programme, office)
        measure = measure_on(self.programme, self.indicator, self.valid_from, work, office)
        target_id = office.target_id_of(self.programme, self.target)
        if work.find(Target, target_id) is not None:
            raise TargetExists
        target = Target.begin(
            TargetRecorded,
            target_id,
            programme=self.programme,
            target=self.target,
            indicator=self.indicator,
            unit=self.unit,
            occurred_on=self.occurred_on,
        )
        prepare(target, self.level, signature, measure, self.occurred_on)
        return work.add(target)


class PrepareRevision(
    LevelCommand, path="revision", sv="Bered en ändring av målet", en="Prepare a revision of the target"
):
    """By a person with a token of their own, in place of what waits. The value in force is kept."""

    target_id: UUID

    def carry_out(self, work: Records, office: Office) -> Target:
        target = work.load(Target, self.target_id)
        signature = self.signature(target.programme, office)
        measure = measure_on(target.programme, target.indicator, self.valid_from, work, office)
        self.decide(target, signature, measure)
        return target

    def decide(self, target: Target, signature: Signature, measure: Measure) -> None:
        prepare(target, self.level, signature, measure, self.occurred_on)
