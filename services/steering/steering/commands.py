"""Every command that this service accepts."""

from chassis.decisions.commands import Command
from steering.office import Office
from steering.targets.approve_target import ApproveTarget, SendBackTarget
from steering.targets.prepare_target import PrepareRevision, PrepareTarget

COMMANDS: tuple[type[Command[Office]], ...] = (
    PrepareTarget,
    PrepareRevision,
    ApproveTarget,
    SendBackTarget,
)
