"""What each agency held when a consent ended is answered for at the end of a run."""

import json
from pathlib import Path
from uuid import UUID

from services.simulator.tests.agreeable import Agreeable
from services.simulator.tests.test_replay import run


async def test_every_agency_answers_on_the_day_on_which_it_was_asked(tmp_path: Path) -> None:
    services = Agreeable()
    consents = (UUID(int=1), UUID(int=2))
    services.unanswered = [
        {"consentId": str(one), "agency": "af", "answerBy": "2022-09-04"} for one in consents
    ]
    await run(services, tmp_path / "ledger", [])
    sent = {one.url.path: json.loads(one.content) for one in services.commands.values()}
    answer = {"occurredOn": "2022-09-01", "outcome": "stopped", "ground": None}
    assert sent == {f"/v1/consents/{one}/revocation-answers": answer for one in consents}
