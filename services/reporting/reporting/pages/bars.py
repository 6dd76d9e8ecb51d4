"""Bars, one below the other."""

from collections.abc import Sequence

from reporting.answers.answer import Share
from reporting.pages.palette import MAIN, base, grid, hidden_axis, label, long_names_axis
from reporting.pages.section import Option
from reporting.pages.wording import Wording

NAMES = 150  # pixels


def bars(data: Sequence[Option]) -> Option:
    """The series of bars in one colour, from their values and labels."""
    return {
        "type": "bar",
        "silent": True,
        "barCategoryGap": "28%",
        "itemStyle": {"color": MAIN, "borderRadius": [0, 2, 2, 0]},
        "data": list(data),
    }


def share_bars(shares: Sequence[tuple[str, Share]], say: Wording) -> Option | None:
    """None when there is nothing to draw."""
    if not any(share.percent for _, share in shares):
        return None
    drawn = [{"value": share.percent or 0, "label": label(say.share(share))} for _, share in shares]
    return base(
        grid=grid(left=NAMES, right=72),
        xAxis=hidden_axis(100),
        yAxis=long_names_axis([name for name, _ in shares], width=NAMES),
        series=[bars(drawn)],
    )
