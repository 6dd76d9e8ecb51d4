"""Events of the records beside a plan: demands, duty notices, health, competence and employers."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import (
    Admission,
    Availability,
    DemandKind,
    EmployerContact,
    ValidationRefusal,
)
from samplan.contracts.event import ContractEvent, Count, Slug


class DemandEvent(ContractEvent, frozen=True, kw_only=True, omit_defaults=True):
    SUBJECT: ClassVar[str] = "demand_id"

    demand_id: UUID
    plan_id: UUID


class DemandSet(DemandEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Something is asked of the participant, or owed to them by an agency, until a day."""

    TYPE: ClassVar[str] = "samplan.planning.DemandSet.v1"
    SWEDISH: ClassVar[str] = "villkor eller uppgift satt"

    agency: Agency
    kind: DemandKind
    due_on: date
    owed_by: Agency | None = None


class DemandMet(DemandEvent, frozen=True, kw_only=True, omit_defaults=True):
    """What was asked or owed is done."""

    TYPE: ClassVar[str] = "samplan.planning.DemandMet.v1"
    SWEDISH: ClassVar[str] = "villkor eller uppgift uppfylld"


class DutyNoticeRead(ContractEvent, frozen=True, kw_only=True):
    """The participant has read, or been read, the notice on their duties and what follows from a breach."""

    TYPE: ClassVar[str] = "samplan.planning.DutyNoticeRead.v1"
    SWEDISH: ClassVar[str] = "information om skyldigheter läst"
    SUBJECT: ClassVar[str] = "notice_id"

    notice_id: UUID
    plan_id: UUID
    agency: Agency


class AvailabilityAssessed(ContractEvent, frozen=True, kw_only=True):
    """Health coordination has ended in one of three results. It names no clinic, and no agency."""

    TYPE: ClassVar[str] = "samplan.planning.AvailabilityAssessed.v1"
    SWEDISH: ClassVar[str] = "tillgänglighet bedömd"
    SUBJECT: ClassVar[str] = "assessment_id"

    assessment_id: UUID
    plan_id: UUID
    availability: Availability


class CompetenceEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "competence_id"

    competence_id: UUID
    plan_id: UUID
    agency: Agency


class SkillsMapped(CompetenceEvent, frozen=True, kw_only=True):
    """An agency has mapped the participant's skills."""

    TYPE: ClassVar[str] = "samplan.planning.SkillsMapped.v1"
    SWEDISH: ClassVar[str] = "kompetens kartlagd"


class ValidationEvent(CompetenceEvent, frozen=True, kw_only=True):
    validation_id: UUID


class ValidationRequested(ValidationEvent, frozen=True, kw_only=True):
    """A validation of the participant's skills is asked for."""

    TYPE: ClassVar[str] = "samplan.planning.ValidationRequested.v1"
    SWEDISH: ClassVar[str] = "validering begärd"


class ValidationCompleted(ValidationEvent, frozen=True, kw_only=True):
    """The validation has been carried out."""

    TYPE: ClassVar[str] = "samplan.planning.ValidationCompleted.v1"
    SWEDISH: ClassVar[str] = "validering genomförd"


class ValidationRefused(ValidationEvent, frozen=True, kw_only=True):
    """The validation is not carried out, for lack of capacity or another coded reason."""

    TYPE: ClassVar[str] = "samplan.planning.ValidationRefused.v1"
    SWEDISH: ClassVar[str] = "validering avslagen"

    reason: ValidationRefusal


class PortfolioDrawnUp(CompetenceEvent, frozen=True, kw_only=True):
    """The participant's merit portfolio has been drawn up."""

    TYPE: ClassVar[str] = "samplan.planning.PortfolioDrawnUp.v1"
    SWEDISH: ClassVar[str] = "meritportfölj upprättad"


class StudyPlanDrawnUp(CompetenceEvent, frozen=True, kw_only=True):
    """The participant's study plan has been drawn up."""

    TYPE: ClassVar[str] = "samplan.planning.StudyPlanDrawnUp.v1"
    SWEDISH: ClassVar[str] = "studieplan upprättad"


class AdmissionDecisionReceived(CompetenceEvent, frozen=True, kw_only=True):
    """The school has decided on the participant's application."""

    TYPE: ClassVar[str] = "samplan.planning.AdmissionDecisionReceived.v1"
    SWEDISH: ClassVar[str] = "antagningsbesked mottaget"

    decision: Admission


class EmployerContactMade(ContractEvent, frozen=True, kw_only=True):
    """An agency has spent some minutes on an employer, who is not named, and neither is a participant."""

    TYPE: ClassVar[str] = "samplan.planning.EmployerContactMade.v1"
    SWEDISH: ClassVar[str] = "arbetsgivarkontakt tagen"
    SUBJECT: ClassVar[str] = "employer_id"

    employer_id: UUID
    programme: Slug
    agency: Agency
    kind: EmployerContact
    minutes: Count
