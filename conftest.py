"""What every test of the workspace shares."""

import os

import structlog
from hypothesis import HealthCheck, settings

import contracts  # noqa: F401  # before pytest names a module after the folder `contracts/`

pytest_plugins = ["chassis.testing.fixtures"]

settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# Unset, it renders every local variable of every frame of a traceback, which takes seconds.
structlog.configure(processors=[structlog.processors.JSONRenderer(default=str)])
