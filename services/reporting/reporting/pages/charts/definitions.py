"""Which version of a definition a count was made by: when it changes, both counts are told."""

from collections.abc import Mapping, Sequence

from reporting.pages.wording import Wording
from reporting.queries.answer import Count, Definition


def counted_by(
    name: str, definitions: Mapping[int, Definition], counts: Sequence[tuple[int, Count]], say: Wording
) -> str:
    """Every version's count, oldest first."""
    versions = [
        say.text(
            "{count} by version {version} (from {day})",
            count=say.count(count),
            version=say.count(version),
            day=say.day(definitions[version].valid_from),
        )
        for version, count in sorted(counts, key=lambda each: each[0])
        if version in definitions
    ]
    return f"{name}: {', '.join(versions)}."
