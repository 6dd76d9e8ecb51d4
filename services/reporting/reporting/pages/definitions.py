"""The versions of a definition, who decided them, and what each counts."""

from collections.abc import Mapping, Sequence

from reporting.answers.answer import Count, Definition
from reporting.pages.wording import Wording


def versions(definitions: Mapping[str, Sequence[Definition]], say: Wording) -> str:
    """Every version by the name of what it defines; nothing when there are none."""
    defined = {name: rows for name, rows in definitions.items() if rows}
    if not defined:
        return ""
    return say.text(
        "{versions}. Decided by {who}.",
        versions="; ".join(f"{name}: {_dated(rows, say)}" for name, rows in defined.items()),
        who=", ".join(sorted({row.approved_by for rows in defined.values() for row in rows})),
    )


def _dated(rows: Sequence[Definition], say: Wording) -> str:
    return ", ".join(
        say.text("version {version} from {day}", version=say.count(row.version), day=say.day(row.valid_from))
        for row in rows
    )


def counted_by(name: str, counts: Sequence[tuple[int, Count]], say: Wording) -> str:
    """What each version alone would count."""
    parts = (
        say.text("{count} by version {version}", count=say.count(count), version=say.count(version))
        for version, count in counts
    )
    return f"{name}: {', '.join(parts)}"
