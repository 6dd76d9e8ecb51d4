from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import chromium
from tests.browser.crowd import A_FEW_DOZEN, crowd
from tests.browser.running import Dashboard, running_dashboard

# A busy machine may open a page's stream slowly; a page that never opens it still fails.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """120 participants, with so few men in studies that their number is withheld."""
    with running_dashboard(tmp_path_factory.mktemp("reporting")) as dashboard:
        dashboard.receive(crowd(*A_FEW_DOZEN))
        yield dashboard
