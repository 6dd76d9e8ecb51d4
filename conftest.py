"""Settings and fixtures shared by all tests of the workspace."""

import gc
import logging
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

OWN_MARKS = re.compile(r"^pytestmark = (.+)$", re.MULTILINE)
MARK = re.compile(r"pytest\.mark\.(\w+)")
ALLOCATED = 50_000
"""So many new objects start a garbage collection: seldom, since a test leaves little behind."""

EXAMPLES, EXAMPLES_IN_CI = 25, 100
"""Of a property, unless it has its own number: every run finds others, and CI always the same."""

gc.disable()  # until all is collected: imports and test items stay
pytest_plugins = ["samplan.testing.fixtures", "samplan.testing.servers.secured"]

settings.register_profile(
    "dev", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=EXAMPLES
)
settings.register_profile(
    "ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True, max_examples=EXAMPLES_IN_CI
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@given(st.none())
def _any_property(_: None) -> None:
    """Hypothesis looks, with its first property, for what refers to its random numbers: nothing frozen."""


# The default renders all local variables of every frame of a traceback, which takes seconds.
structlog.configure(processors=[structlog.processors.JSONRenderer(default=str)])


@pytest.hookimpl(trylast=True)
def pytest_sessionstart() -> None:
    """Before anything is frozen, as the start of a program does when a test imports it."""
    _any_property()


def pytest_collection_finish() -> None:
    """What has been loaded by now stays: no later garbage collection looks at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATED, 20, 20)
    gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file whose own mark leaves all its tests out need not be imported, unless it is asked for by name."""
    if collection_path.suffix != ".py" or collection_path in _asked_for(config):
        return None
    own = OWN_MARKS.search(collection_path.read_text())
    left_out = _left_out(config.option.markexpr)
    return True if own and left_out & {*MARK.findall(own[1])} else None


@cache
def _asked_for(config: pytest.Config) -> set[Path]:
    return {Path(name.partition("::")[0]).resolve() for name in config.args}


@cache
def _left_out(expression: str) -> set[str]:
    """The marks whose tests an expression like `not real and not slow` leaves out."""
    return set() if " or " in expression else {*re.findall(r"\bnot (\w+)\b", expression)}


@pytest.fixture(autouse=True)
def restore_logging() -> Iterator[None]:
    """Undo a test's logging configuration: a handler left behind would write to a closed stream."""
    root = logging.getLogger()
    handlers, level, structured = root.handlers[:], root.level, structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**structured)
