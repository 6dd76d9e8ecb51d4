"""A landscape in separate files for each test."""

from pathlib import Path

import pytest
from deploy.provision.tests.examples import Files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)
