"""docs/cards.md shows a card that the codec reads."""

import json
from pathlib import Path

from samplan.contracts.documents.samples import golden

PAGE = Path(__file__).parents[2] / "docs/cards.md"


def test_the_card_is_the_golden_sample() -> None:
    sample = golden("samplan.cards.OwnActivityStarted.v1")
    _, headers, _, data, *_ = PAGE.read_text().split("```")
    shown = [tuple(line.split(": ", 1)) for line in headers.strip().splitlines()]
    assert shown == [(name, (value or b"").decode()) for name, value in sample.headers]
    assert json.loads(data.removeprefix("json")) == sample.data
