"""Every command that this service accepts."""

from chassis.decisions.commands import Command
from steering.definitions.approve_definition import ApproveDefinition, SendBackDefinition
from steering.definitions.prepare_definition import PrepareDefinition, PrepareVersion
from steering.definitions.show_definition import ShowDefinition
from steering.office import Office
from steering.targets.approve_target import ApproveTarget, SendBackTarget
from steering.targets.prepare_target import PrepareRevision, PrepareTarget
from steering.targets.show_target import ShowTarget

COMMANDS: tuple[type[Command[Office]], ...] = (
    PrepareTarget,
    PrepareRevision,
    ApproveTarget,
    SendBackTarget,
    PrepareDefinition,
    PrepareVersion,
    ApproveDefinition,
    SendBackDefinition,
    ShowTarget,
    ShowDefinition,
)
