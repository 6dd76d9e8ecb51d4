"""Every command that this service accepts."""

from chassis.decisions.commands import Command
from steering.bodies.constitute_body import ConstituteBody
from steering.chains.record_item import RecordChainItem
from steering.chains.state_assumption import StateAssumption
from steering.comparisons.report_comparison import ReportComparison
from steering.decisions.take_decision import TakeDecision
from steering.definitions.approve_definition import ApproveDefinition, SendBackDefinition
from steering.definitions.prepare_definition import PrepareDefinition, PrepareVersion
from steering.definitions.show_definition import ShowDefinition
from steering.deviations.record_deviation import RecordDeviation
from steering.office import Office
from steering.risks.assess_risk import AssessRisk, AssessRiskAgain, CloseRisk
from steering.risks.show_risk import ShowRisk
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
    ShowRisk,
    ConstituteBody,
    TakeDecision,
    AssessRisk,
    AssessRiskAgain,
    CloseRisk,
    RecordDeviation,
    RecordChainItem,
    StateAssumption,
    ReportComparison,
)
