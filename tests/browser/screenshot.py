"""Takes the dashboard's picture for the README: `make screenshot`."""

import tempfile
from pathlib import Path

from tests.browser.chromium import chromium
from tests.browser.crowd import MALMOKRAFTEN, crowd
from tests.browser.running import running_dashboard

from samplan.bus.observe.telemetry import configure_logging

PICTURE = Path(__file__).parents[2] / "docs" / "img" / "dashboard.png"
WIDTH, HEIGHT = 1280, 1400


def main() -> None:
    configure_logging("screenshot", "finsam", "warning")
    with tempfile.TemporaryDirectory() as directory, running_dashboard(Path(directory)) as dashboard:
        dashboard.hears_of(crowd(*MALMOKRAFTEN))
        with chromium() as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
            page.goto(f"{dashboard.url}/sv/malmokraften")
            page.locator("[data-live=on]").wait_for()
            page.locator("#exits-chart svg").wait_for()
            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
