"""The report: a line for each check, and a page that a vendor can hand over."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from samplan.kit.conform.suite import Result


def line_of(result: Result) -> str:
    """One line for the terminal."""
    if result.fault is None:
        return f"kept    {result.name}"
    return f"BROKEN  {result.name}: {result.fault}"


def written(agency: str, command: Sequence[str], results: Sequence[Result]) -> str:
    """The report as Markdown."""
    kept = sum(one.fault is None for one in results)
    tested = f"`{' '.join(command)}`, as {agency},"
    contracts = f"samplan-contracts {version('samplan-contracts')}"
    rows = [f"| {one.name} | {one.promise} | {one.fault or 'kept'} |" for one in results]
    return "\n".join(
        [
            "# Conformance of an adapter",
            "",
            f"{tested} against {contracts}: {kept} of {len(results)} promises kept.",
            "",
            "| check | promise | result |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
