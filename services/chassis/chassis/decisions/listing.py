"""Lists that people work off, page by page: the next page begins after the last row that was shown (R-19).

A row that has left the list since is not the cause that another is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Protocol

from chassis.decisions.domain import Refused

EVERYTHING = 2**31 - 1
AT_ONCE = 500

Row = Mapping[str, Any]
Key = tuple[str, ...]


class Ask(Protocol):
    """`work.rows` or `store.query`."""

    def __call__(self, sql: str, params: Mapping[str, Any] | None = None, /) -> list[Row]: ...


class NotInThisList(Refused):
    code = "invalid_request"
    status = 422
    title: ClassVar[str] = "The cursor is not one of this list: begin with the first page"

    def __init__(self) -> None:
        super().__init__(errors=[{"pointer": "#/query/cursor", "code": "not_a_cursor"}])


class Place(NamedTuple):
    """The length of a page, and the key of the last row shown before it; None for the first page."""

    limit: int
    after: Key | None = None


class Page(NamedTuple):
    """`last`: the key of the last row; None when no row follows it."""

    rows: list[Row]
    last: Key | None


def cut(rows: Sequence[Row], limit: int, key_of: Callable[[Row], Key]) -> Page:
    """The first rows as a page."""
    shown = list(rows[:limit])
    return Page(shown, key_of(shown[-1]) if len(rows) > limit else None)


def rows_behind(rows: Iterable[Row], place: Place, key_of: Callable[[Row], Key]) -> list[Row]:
    """Of rows that no statement selects: those behind the place, in the order of their unique keys."""
    return sorted((row for row in rows if key_of(row) > (place.after or ())), key=key_of)


def rows_among(
    ask: Ask, sql: str, values: Sequence[str], asked: Mapping[str, Any] | None = None
) -> Iterator[Row]:
    """The rows of a statement that asks for `IN (:among)`, for any number of values."""
    for start in range(0, len(values), AT_ONCE):
        among = {f"among_{n}": value for n, value in enumerate(values[start : start + AT_ONCE])}
        named = sql.replace(":among", ", ".join(f":{name}" for name in among))
        yield from ask(named, {**(asked or {}), **among})


@dataclass(frozen=True)
class Listing:
    """`sql` selects all rows, in no order; `keys` are columns of it that hold text and never null.

    The rows come in the order of these keys, which together are unique.
    """

    sql: str
    keys: Key
    descending: bool = False

    def page(self, ask: Ask, asked: Mapping[str, Any], place: Place) -> Page:
        """Raises NotInThisList."""
        return self.cut(self.rows_after(ask, asked, place.after, most=place.limit + 1), place.limit)

    def rows_after(
        self, ask: Ask, asked: Mapping[str, Any], after: Key | None = None, *, most: int = EVERYTHING
    ) -> list[Row]:
        """For a reader that selects among the rows before it cuts a page. Raises NotInThisList."""
        return ask(self._statement(after), {**asked, **_named(after), "most_rows": most})

    def cut(self, rows: Sequence[Row], limit: int) -> Page:
        """The first rows as a page."""
        return cut(rows, limit, self._key_of)

    def _statement(self, after: Key | None) -> str:
        if after is not None and len(after) != len(self.keys):
            raise NotInThisList
        sign, direction = ("<", " DESC") if self.descending else (">", "")
        order = ", ".join(f"{key}{direction}" for key in self.keys)
        where = f" WHERE ({', '.join(self.keys)}) {sign} ({', '.join(map(_after, range(len(self.keys))))})"
        return (
            f"SELECT * FROM ({self.sql}) AS listed"  # noqa: S608  # the listing's own constants
            f"{where if after else ''} ORDER BY {order} LIMIT :most_rows"
        )

    def _key_of(self, row: Row) -> Key:
        return tuple(row[key] for key in self.keys)


def _named(after: Key | None) -> dict[str, str]:
    return {f"after_{at}": value for at, value in enumerate(after or ())}


def _after(at: int) -> str:
    return f":after_{at}"
