"""One participant's consent to lift secrecy: what it says, and whether it still holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, DomainEvent
from consent.consent.refusals import BeforeTheGrant, ConsentNotInForce
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.contracts.codes.erasures import RetentionGround, RevocationOutcome


class End(StrEnum):
    """How a consent ended."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    ENTERED_IN_ERROR = "entered_in_error"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an agency did with what it held; `ground` says why one that retains it may."""

    outcome: RevocationOutcome
    ground: RetentionGround | None
    on: date


@dataclass(frozen=True)
class Holders:
    """The agencies for which the consent has ended, and what they did with what they held.

    `answer_by`: the last day on which each answers in time. `answers`: those given. `late`: whose silence is
    noted.
    """

    answer_by: Mapping[Agency, date] = field(default_factory=dict)
    answers: Mapping[Agency, Answer] = field(default_factory=dict)
    late: frozenset[Agency] = frozenset()

    def asked(self, agencies: Iterable[Agency], answer_by: date) -> Self:
        return replace(self, answer_by={**self.answer_by, **dict.fromkeys(agencies, answer_by)})

    def answered(self, agency: Agency, answer: Answer) -> Self:
        return replace(self, answers={**self.answers, agency: answer})

    def with_late(self, agency: Agency) -> Self:
        return replace(self, late=self.late | {agency})

    @property
    def silent(self) -> list[Agency]:
        """Those that have not answered."""
        return sorted(self.answer_by.keys() - self.answers.keys())


class ConsentFact(DomainEvent):
    """`is_protected`: about a person with protected identity, of whom nothing is published (C-13)."""

    occurred_on: date
    is_protected: bool = field(default=False, kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return self.is_protected


class Consent(Aggregate):
    """For named agencies, one purpose and one kind, until a day. Refuses with the codes of `refusals`.

    `named`: every agency that it names or has named before it was narrowed. `acknowledged`: owners that have
    accepted the grant. `holders`: the agencies for which it has ended, and what they did with what they held.
    """

    TOPIC = "consent.Consent"
    Event = ConsentFact

    def __init__(
        self,
        *,
        participant_id: UUID,
        referral_id: UUID,
        agencies: tuple[Agency, ...],
        purpose: ConsentPurpose,
        kind: ConsentKind,
        valid_until: date,
        occurred_on: date,
        programme: str | None = None,
        granted_by: Agency | None = None,
        covers_earlier: bool = False,
        sealed: str | None = None,
        is_protected: bool = False,
    ) -> None:
        self.participant_id, self.is_protected = participant_id, is_protected
        self.referral_ids: tuple[UUID, ...] = (referral_id,)
        self.agencies, self.named = agencies, frozenset(agencies)
        self.purpose, self.kind, self.programme = purpose, kind, programme
        self.granted_by, self.covers_earlier = granted_by, covers_earlier
        self.granted_on, self.valid_until = occurred_on, valid_until
        self.acknowledged: frozenset[Agency] = frozenset()
        self.ended: End | None = None
        self.ended_on: date | None = None
        self.sealed = sealed
        self.holders = Holders()

    def trigger_event(self, event_class: type[Any], **members: Any) -> None:
        super().trigger_event(event_class, **{"is_protected": self.is_protected, **members})

    @property
    def has_ended(self) -> bool:
        return self.ended is not None

    @property
    def released(self) -> frozenset[Agency]:
        """The agencies that it has named and no longer lets know."""
        return self.named if self.has_ended else self.named - set(self.agencies)

    def is_open_to(self, agency: Agency, keeper: Agency) -> bool:
        """The agencies that it names and the keeper of consents may know of it, also once it has ended."""
        return agency == keeper or agency in self.agencies

    def is_in_force(self, on: date) -> bool:
        """The day of the grant and the last day count. An ended consent covers nothing, on any day."""
        return not self.has_ended and self.granted_on <= on <= self.valid_until

    def require_in_force(self, on: date) -> None:
        """Raises BeforeTheGrant or ConsentNotInForce."""
        self.require_granted(on)
        if not self.is_in_force(on):
            raise ConsentNotInForce

    def require_granted(self, on: date) -> None:
        """Raises BeforeTheGrant."""
        if on < self.granted_on:
            raise BeforeTheGrant
