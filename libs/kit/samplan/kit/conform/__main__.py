"""Test an adapter against the contracts: samplan-conform --agency malmo-ifo -- node journal.mjs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from samplan.contracts.codes import Agency
from samplan.kit.conform.adapter import Adapter, AdapterFailed
from samplan.kit.conform.broker import Broker
from samplan.kit.conform.report import line_of, written
from samplan.kit.conform.suite import Result, Suite

FAILED = 1
CANNOT_BE_TESTED = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Report each check; the exit code is 0 if the adapter keeps every promise."""
    asked = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder, Broker() as broker:
        log = asked.log or Path(folder) / "adapter.log"
        journal = Path(folder) / "journal"
        journal.mkdir()
        environment = {
            "KAFKA_BOOTSTRAP_SERVERS": broker.bootstrap,
            "AGENCY": asked.agency,
            "JOURNAL": str(journal),
            "DEVELOPMENT": "on",
        }
        adapter = Adapter(asked.command, environment, log)
        try:
            results = _run(Suite(adapter, broker, Agency(asked.agency), asked.seconds))
        finally:
            with suppress(AdapterFailed):
                adapter.kill()
    if asked.report:
        asked.report.write_text(written(asked.agency, asked.command, results))
    raise SystemExit(FAILED if any(one.fault for one in results) else 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samplan-conform", description=__doc__)
    parser.add_argument("--agency", default=Agency.MALMO_IFO.value, choices=[one.value for one in Agency])
    parser.add_argument("--report", type=Path, help="also write the report to this file, as Markdown")
    parser.add_argument("--log", type=Path, help="where the output of `run` goes")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long the adapter has for each step")
    parser.add_argument("command", nargs="+", help="the adapter's command, after --")
    return parser


def _run(suite: Suite) -> list[Result]:
    results: list[Result] = []
    try:
        for one in suite.run():
            results.append(one)
            sys.stdout.write(line_of(one) + "\n")
            sys.stdout.flush()
    except AdapterFailed as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(CANNOT_BE_TESTED) from None
    return results


if __name__ == "__main__":
    main()
