"""Commands of a service, each declared once, in one place.

Form and route (`chassis.http.verbs`) and handler (`handlers_of`) are derived from the declaration: the module
of a command imports neither HTTP nor a database.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Generic, Literal, Protocol, TypeVar, dataclass_transform
from uuid import UUID

from chassis.decisions.domain import Aggregate

A = TypeVar("A", bound=Aggregate)
Office = TypeVar("Office")
Method = Literal["POST", "PUT", "DELETE"]

PlannedDate = Annotated[date, "may lie ahead"]
"""A date that may be in the future; a plain `date` in a command may not."""

ShortText = Annotated[str, "a line"]
LongText = Annotated[str, "some paragraphs"]


class Records(Protocol):
    """What a command reads and changes in one transaction; implemented by `chassis.decisions.work.Work`."""

    def load(
        self, kind: type[A], aggregate_id: UUID, *, if_shown: Callable[[A], bool] | None = None
    ) -> A: ...

    def find(self, kind: type[A], aggregate_id: UUID) -> A | None: ...

    def undamaged(self, kind: type[A], aggregate_ids: Iterable[UUID]) -> Iterator[A]: ...

    def add(self, aggregate: A) -> A: ...

    def require_version(self, record_id: UUID, version: int) -> None: ...

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]: ...

    def write(self, sql: str, params: Mapping[str, Any] | None = None) -> None: ...

    def forget_ids(self, ids: Collection[UUID]) -> None: ...

    def remember_ids(self, ids: Collection[UUID]) -> None: ...

    def closed_subjects(self) -> frozenset[UUID]: ...

    def require_caught_up(self, *subjects: UUID) -> None: ...

    def is_open(self, *subjects: UUID) -> bool: ...

    def require_open(self, *subjects: UUID) -> None: ...

    def project(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Verb:
    """A command's route: its path below that of its record, its method, and a summary in two languages.

    `versioned`: it needs an If-Match.
    """

    path: str
    sv: str
    en: str
    method: Method
    creates: bool
    versioned: bool
    description: str

    @property
    def summary(self) -> str:
        return f"{self.sv} · {self.en}"


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True, kw_only=True)
class Command(ABC, Generic[Office]):
    """A command of a service. Every subclass is a frozen dataclass.

    `path` is its HTTP path below that of its record. Without one, only policies and ticks send the command.
    `creates`: it creates a record, is answered with 201, and needs no If-Match.
    `versioned=False`: it is right on any version of the record, and needs no If-Match either.
    Its form contains its fields, except for `by`, `role`, `person` and `programmes` (the calling agency, the
    caller's role there, the human being who calls, if it is one, and the programmes that its token names),
    those in the path, and those with a default factory:
    `activity_id: UUID = field(default_factory=uuid4)`.
    """

    VERB: ClassVar[Verb | None] = None
    RENEWED: ClassVar[frozenset[str]] = frozenset()
    """Members of the form that a retry under the same key may replace, such as a voucher that expires."""

    def __init_subclass__(
        cls,
        *,
        path: str | None = None,
        sv: str = "",
        en: str = "",
        method: Method = "POST",
        creates: bool = False,
        versioned: bool = True,
    ) -> None:
        super().__init_subclass__()
        description = inspect.cleandoc(cls.__doc__ or "")  # before `dataclass` generates one
        dataclass(frozen=True, kw_only=True)(cls)
        cls.VERB = None
        if path is not None:
            cls.VERB = Verb(
                path=path,
                sv=sv,
                en=en,
                method=method,
                creates=creates,
                versioned=versioned and not creates,
                description=description,
            )

    @classmethod
    def check_form(cls, sent: Any) -> None:
        """Raises ValueError, with only a code as its message, when the fields contradict each other."""

    @abstractmethod
    def carry_out(self, work: Records, office: Office) -> Any:
        """Decide and record. `office` holds the service's dependencies: its rules, vault and agency."""
