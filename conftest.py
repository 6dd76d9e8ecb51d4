"""Settings and fixtures shared by all tests of the workspace."""

import gc
import logging
import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

gc.disable()  # until all is collected: imports and test items stay
pytest_plugins = ["samplan.testing.fixtures", "samplan.testing.servers.secured"]

settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True)
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
    gc.enable()


@pytest.fixture(autouse=True)
def restore_logging() -> Iterator[None]:
    """Undo a test's logging configuration: a handler left behind would write to a closed stream."""
    root = logging.getLogger()
    handlers, level, structured = root.handlers[:], root.level, structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**structured)
