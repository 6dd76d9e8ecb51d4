"""Judge a release, or check its proof: `python -m samplan.disclosure check --proof PROOF RELEASE…`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from samplan.disclosure.check import problems
from samplan.disclosure.proofs import Proof
from samplan.disclosure.tables import Release

T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command. Raises SystemExit: 1 for a release that is not shown to be safe."""
    asked = _parser().parse_args(arguments)
    releases = [_read(path, Release) for path in asked.releases]
    if asked.command == "check":
        _answer([*problems(releases, _read(asked.proof, Proof))], "the proof holds")
    else:
        _audit(releases, asked.proof)


def _audit(releases: Sequence[Release], proof: Path) -> None:
    from samplan.disclosure.audit import audit  # noqa: PLC0415  # the check needs no solver

    verdict = audit(releases[-1], releases[:-1])
    if verdict.proof:
        proof.write_bytes(msgspec.json.encode(verdict.proof))
    _answer([f"{one.kind}: {one.table} {one.at}" for one in verdict.findings], f"safe: {proof}")


def _answer(wrong: Sequence[str], good: str) -> None:
    if wrong:
        raise SystemExit("\n".join(wrong))
    sys.stdout.write(f"{good}\n")


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise SystemExit(f"{path}: {error}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samplan-disclosure", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("check", "verify a proof, without a solver"),
        ("audit", "judge, and write the proof"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("releases", nargs="+", type=Path, help="all releases, the oldest first")
        command.add_argument("--proof", type=Path, required=True, help="of the last release")
    return parser


if __name__ == "__main__":
    main()
