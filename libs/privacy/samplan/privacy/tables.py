from collections.abc import Mapping
from typing import Any, Protocol


class Tables(Protocol):
    """A service's own tables in one transaction."""

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]: ...

    def write(self, sql: str, params: Mapping[str, Any] | None = None) -> None: ...
