"""What the service has at hand when it carries out a command."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.case.trace import Trace
from referral.criteria.criteria import Facts
from referral.form.asked import ContactDetails, Form, Meeting, Representative, Sealable
from samplan.contracts.codes import Agency, IncomeSupport
from samplan.privacy.personnummer import Personnummer

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, kw_only=True)
class VisitClocks:
    """A programme's limits: days to the follow-up, calendar months to the decision, days to remind on."""

    follow_up_days: int
    months: int
    reminder_days: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Dated(Generic[T_co]):
    """Since that day, as that agency has stated it."""

    on: date
    by: Agency
    stated: T_co


class Index(Protocol):
    def of(self, text: str, /) -> str:
        """The blind index of a personnummer."""


class Persons(Protocol):
    """Finds a person by their number, and seals what is personal under a key of their own."""

    def known_as(self, number: Personnummer, work: Records) -> UUID:
        """The person's id here; a new one at the first referral."""

    def knows(self, number: Personnummer, work: Records) -> bool: ...

    def known_by(self, number: Personnummer, work: Records) -> list[UUID]:
        """The person, under every linked number; empty if the number is not known."""

    def forget_person(self, person: UUID, work: Records) -> None:
        """Remove the person from the index."""

    def reindex(self, persons: Iterable[tuple[Personnummer, UUID]], index: Index, work: Records) -> int:
        """Put the persons under another index's key; how many they are."""

    def seal(self, person: UUID, part: Sealable, record: UUID) -> str:
        """Raises PersonIsErased."""

    def seal_words(self, person: UUID, said: Mapping[str, str], record: UUID) -> str | None:
        """None where nothing was said. Raises PersonIsErased."""

    def seal_number(self, person: UUID, number: Personnummer, record: UUID) -> str:
        """Raises PersonIsErased."""

    def opened_number(self, sealed: str, record: UUID) -> Personnummer | None:
        """None once the person's key is destroyed."""

    def opened_form(self, sealed: str, record: UUID) -> Form | None:
        """None once its key is destroyed."""

    def form_of(self, referral: Referral) -> Form | None:
        """With the contact and the protection stated since; None once the person's key is destroyed."""

    def contacts_of(self, referral: Referral) -> Sequence[Dated[ContactDetails]]:
        """What was stated after the form, the latest last; empty once the key is destroyed."""

    def representatives_of(self, referral: Referral) -> Sequence[Dated[Representative | None]]:
        """The latest last; empty once the key is destroyed."""

    def representative_of(self, referral: Referral) -> Representative | None:
        """The present one; None where there is none, or the key is destroyed."""

    def meeting_of(self, referral: Referral) -> Meeting | None:
        """What was agreed about the intake meeting; None when none is booked, or erased."""

    def erase(self, person: UUID) -> None:
        """Destroy a key, the person's or a draft's own: nothing sealed under it opens again (R-15)."""


class Office(Protocol):
    """The intake office: whose it is, the rules it works by, and its files on persons."""

    @property
    def keeper(self) -> Agency:
        """The agency that runs the service and keeps the programme's intake."""

    @property
    def persons(self) -> Persons: ...

    def today(self) -> date:
        """The business date."""

    def now(self) -> datetime:
        """The present instant: emergency access holds for hours."""

    def require_programme(self, programme: str) -> None:
        """Raises UnknownProgramme."""

    @property
    def programme_ids(self) -> Iterable[str]: ...

    def programmes_of(self, agency: Agency) -> frozenset[str]:
        """Those that the agency takes part in."""

    def delegates(self, programme: str, agency: Agency, role: str) -> bool:
        """Whether the keeper delegates the programme's decisions to this role of the agency today (R-06)."""

    def require_takes_referrals(self, programme: str, agency: Agency, on: date) -> None:
        """Raises UnknownProgramme, AgencyNotInProgramme or ProgrammeNotRunning."""

    def require_in_time(self, programme: str, on: date) -> None:
        """By the programme's own rules. Raises IntakeIsPaused or TooFarBack (R-10)."""

    def assess(self, programme: str, facts: Facts) -> Trace:
        """By the policy in force on the referral date. Raises ProgrammeNotRunning."""

    def contract_version(self, programme: str) -> int:
        """The version of the published events that every reader knows today."""

    def visit_clocks(self, programme: str, on: date) -> VisitClocks:
        """Raises StudyVisitNotOffered."""

    def keeps_plan(self, programme: str, agency: Agency, income_support: IncomeSupport, on: date) -> bool:
        """Whether its planning service may keep the plan of one who is enrolled on that day (K13)."""

    def needed_agencies(self, programme: str, referring_agency: Agency, on: date) -> frozenset[Agency]:
        """Whom the consent must name before enrolment (R-06), beside the keeper of the plan."""

    def plan_keeper(self, programme: str, income_support: IncomeSupport, on: date) -> Agency | None:
        """Who keeps the plan of a participant who is enrolled on that day (P-18); None if none is named."""
