"""Takes the README's screenshot of the page that `make demo` opens: `make screenshot`."""

from pathlib import Path

from tests.browser.chromium import chromium

from simulator.demo.demo import SMALL, Demo
from simulator.demo.output import Output
from simulator.driving.parts import REPORTING

PICTURE = Path(__file__).parents[2] / "docs" / "img" / "dashboard.png"
WIDTH, HEIGHT = 1280, 1400


def main() -> None:
    with Demo(size=SMALL, real=False, output=Output()).driven(), chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        page.goto(REPORTING.address)
        page.locator("#exits-chart svg").wait_for()
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
