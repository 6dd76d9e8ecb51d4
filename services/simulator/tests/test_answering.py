"""What each agency held when a consent ended is answered for at the end of a run."""

import json
from datetime import date
from pathlib import Path
from uuid import UUID

from services.simulator.tests.agreeable import Agreeable
from services.simulator.tests.test_replay import run

from simulator.driving.clock import Clock


def on(today: date) -> Clock:
    clock = Clock()
    clock.move_to(today)
    return clock


async def test_every_agency_answers_on_the_day_on_which_it_was_asked(tmp_path: Path) -> None:
    services = Agreeable()
    consents = (UUID(int=1), UUID(int=2))
    services.unanswered = [
        {"consentId": str(one), "agency": "af", "answerBy": "2022-09-04"} for one in consents
    ]
    await run(services, tmp_path / "ledger", [], on(date(2022, 9, 1)))
    sent = {one.url.path: json.loads(one.content) for one in services.commands.values()}
    answer = {"occurredOn": "2022-09-01", "outcome": "stopped", "ground": None}
    assert sent == {f"/v1/consents/{one}/revocation-answers": answer for one in consents}


async def test_no_agency_answers_before_it_was_asked(tmp_path: Path) -> None:
    """The clock is set back for the earlier programmes."""
    services = Agreeable()
    services.unanswered = [{"consentId": str(UUID(int=1)), "agency": "af", "answerBy": "2022-09-04"}]
    await run(services, tmp_path / "ledger", [], on(date(2022, 8, 31)))
    assert services.commands == {}
