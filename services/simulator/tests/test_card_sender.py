"""P-09: the demo's agency system sends its card once, however often the demo is started."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest

from samplan.contracts.planning.cards import plan_activity_id_of
from simulator.checks.asking import Ask
from simulator.demo import card_sender
from simulator.demo.card_sender import SENDER, CardNotApplied, send_a_card

OTHER, PLAN = UUID(int=1), UUID(int=2)
APPLIED = plan_activity_id_of(SENDER, PLAN, uuid5(PLAN, "course"))


def shows(monkeypatch: pytest.MonkeyPatch, *, is_shared: bool) -> None:
    """Planning shows two plans to the sender, the last with its activity."""
    answers: dict[str, Any] = {
        "/v1/my-plans?limit=500": [{"planId": f"{one}", "isShared": is_shared} for one in (OTHER, PLAN)],
        f"/v1/plans/{PLAN}": {"activities": [{"activityId": f"{APPLIED}"}]},
    }

    @contextmanager
    def asking(_url: str, _token: str) -> Iterator[Ask]:
        yield answers.__getitem__

    monkeypatch.setattr(card_sender, "asking", asking)


def test_an_activity_that_the_plan_shows_is_not_sent_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shows(monkeypatch, is_shared=True)
    journal = tmp_path / "journal.db"
    assert send_a_card(journal, {}, "token") == PLAN
    assert not journal.exists()


def test_a_plan_that_the_sender_may_not_know_gets_no_card(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shows(monkeypatch, is_shared=False)
    with pytest.raises(CardNotApplied, match="malmo-ama"):
        send_a_card(tmp_path / "journal.db", {}, "token")
