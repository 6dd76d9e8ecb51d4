"""What makes no target."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class TargetExists(Refused):
    code = "target_exists"
    title: ClassVar[str] = "The programme has the target: prepare a revision of it"


class NotAShare(Refused):
    code = "not_a_share"
    status = 422
    title: ClassVar[str] = "The indicator is a number, not a share: set its target in participants"


class NotAPercentage(Refused):
    code = "not_a_percentage"
    status = 422
    title: ClassVar[str] = "The target is above 100 percent: choose one from 1 to 100"


class NoValue(Refused):
    code = "no_value"
    status = 422
    title: ClassVar[str] = "The target is 0: choose at least 1"


class ToleranceDoesNotFit(Refused):
    code = "tolerance_does_not_fit"
    status = 422
    title: ClassVar[str] = "The tolerance does not fit: above 0 for a target to lie near, 0 for any other"
