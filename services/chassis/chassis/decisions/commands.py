"""What a service can be asked to do: each command is declared once, with all that follows from it.

Form and route (`chassis.http.verbs`) and handler (`handlers_of`) are derived from the declaration: the file
of a command needs neither the web nor a database.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Generic, Literal, Protocol, TypeVar, dataclass_transform
from uuid import UUID

from chassis.decisions.domain import Aggregate

A = TypeVar("A", bound=Aggregate)
Office = TypeVar("Office")
Method = Literal["POST", "PUT", "DELETE"]

PlannedDate = Annotated[date, "may lie ahead"]
"""A date that may lie in the future; a plain `date` of a command has happened."""

ShortText = Annotated[str, "a line"]
LongText = Annotated[str, "some paragraphs"]


class Records(Protocol):
    """What a command reads and changes in one transaction; `chassis.decisions.work.Work` is it."""

    def load(
        self, kind: type[A], aggregate_id: UUID, *, if_shown: Callable[[A], bool] | None = None
    ) -> A: ...

    def find(self, kind: type[A], aggregate_id: UUID) -> A | None: ...

    def add(self, aggregate: A) -> A: ...

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]: ...

    def write(self, sql: str, params: Mapping[str, Any] | None = None) -> None: ...

    def closed_subjects(self) -> frozenset[UUID]: ...

    def require_caught_up(self, *subjects: UUID) -> None: ...

    def project(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Verb:
    """How a command is asked for over HTTP: below its record's path, with a summary in two languages."""

    path: str
    sv: str
    en: str
    method: Method
    creates: bool
    description: str

    @property
    def summary(self) -> str:
        return f"{self.sv} · {self.en}"


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True, kw_only=True)
class Command(ABC, Generic[Office]):
    """Something that a service can be asked to do. Every subclass is a frozen dataclass.

    `path` is where it is sent, below its record's. Without one, only policies and clocks ask for it.
    `creates`: it makes a record, answered with 201, and no version of it is asked for.
    Its form holds its fields, except for `by`, the agency that asks, those that the path names, and those
    that are made: `activity_id: UUID = field(default_factory=uuid4)`.
    """

    VERB: ClassVar[Verb | None] = None

    def __init_subclass__(
        cls,
        *,
        path: str | None = None,
        sv: str = "",
        en: str = "",
        method: Method = "POST",
        creates: bool = False,
    ) -> None:
        super().__init_subclass__()
        description = inspect.cleandoc(cls.__doc__ or "")  # before `dataclass` writes one of its own
        dataclass(frozen=True, kw_only=True)(cls)
        cls.VERB = None
        if path is not None:
            cls.VERB = Verb(path=path, sv=sv, en=en, method=method, creates=creates, description=description)

    @classmethod
    def check_form(cls, sent: Any) -> None:
        """Raises ValueError, with a code as its only word, when the members sent do not fit together."""

    @abstractmethod
    def carry_out(self, work: Records, office: Office) -> Any:
        """Decide and record. `office` is what the service has at hand: its rules, its vault, who runs it."""
