"""What makes no target."""

from typing import ClassVar

from chassis.decisions.domain import Refused


class TargetExists(Refused):
    code = "target_exists"
    title: ClassVar[str] = "The programme has the target: prepare a revision of it"


class NotAShare(Refused):
    code = "not_a_share"
    status = 422
    title: ClassVar[str] = "The indicator is a number and no share, and its target is not in percent"


class NotAPercentage(Refused):
    code = "not_a_percentage"
    status = 422
    title: ClassVar[str] = "A share lies between 1 and 100 percent"


class NoValue(Refused):
    code = "no_value"
    status = 422
    title: ClassVar[str] = "A target is at least 1"


class ToleranceDoesNotFit(Refused):
    code = "tolerance_does_not_fit"
    status = 422
    title: ClassVar[str] = "A target to lie near has a tolerance above 0, and no other target has one"
