"""How a page names groups: by term and agency."""

from reporting.groups.scopes import Scope
from reporting.pages.wording import Wording


def scope_name(scope: Scope, say: Wording) -> str:
    """A term by its season and year; the code itself if it is new."""
    parts = [*([_term(scope, say)] if scope.term else []), *([_agency(scope.agency)] if scope.agency else [])]
    return ", ".join(parts) or say.text("All groups")


def _term(scope: Scope, say: Wording) -> str:
    name = {"spring": say.text("spring"), "autumn": say.text("autumn")}.get(
        scope.term or "", scope.term or ""
    )
    return f"{name} {scope.begins_on:%Y}" if scope.begins_on else name


def _agency(code: str) -> str:
    return {"klippan": "Klippan", "perstorp": "Perstorp"}.get(code, code)
