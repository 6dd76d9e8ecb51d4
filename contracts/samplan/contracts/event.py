"""The base class and field types of every published event."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from samplan.contracts.effect import Effect

# Short runs of digits: no value of these types can hold a personnummer or a telephone number.
Slug = Annotated[str, Meta(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]
Code = Annotated[str, Meta(pattern="^[a-z]+(_[a-z]+)*(_[0-9]{1,3})?$", max_length=48)]
Version = Annotated[int, Meta(ge=1, le=9999)]
Instant = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0, le=99999)]


class ContractEvent(Struct, frozen=True, kw_only=True, rename="camel"):
    """A thin fact: ids, dates, codes, booleans and counts. A reader ignores unknown fields."""

    TYPE: ClassVar[str]
    SUBJECT: ClassVar[str]  # the field that names the aggregate
    SWEDISH: ClassVar[str]  # the Swedish term, for the generated pages
    EFFECT: ClassVar[Effect | None] = None  # how it changes the sharing that a consent allows, if at all
    CHANNEL: ClassVar[str | None] = None  # the topic beside its service's own, with readers of its own
    TO: ClassVar[str | None] = None  # the field that names its only reader, who has a topic of their own

    occurred_on: date

    @property
    def subject_id(self) -> str:
        """The id of the aggregate: the record's key, `ce_subject` and `ce_partitionkey`."""
        return str(getattr(self, self.SUBJECT))

    @property
    def reader(self) -> str | None:
        """The agency that alone may read it; None when readers are named for the whole channel."""
        return None if self.TO is None else str(getattr(self, self.TO))

    @classmethod
    def subject_field(cls) -> str:
        """The subject's field name in JSON."""
        names = dict(zip(cls.__struct_fields__, cls.__struct_encode_fields__, strict=True))
        return names[cls.SUBJECT]
