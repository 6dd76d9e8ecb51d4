"""Colours and type of all charts. Pairs differ in lightness too, for grey prints and the colour-blind."""

from collections.abc import Iterable, Sequence
from typing import Any

from reporting.answers.answer import Count, Withheld
from reporting.pages.section import Option

INK = "#1b1e23"
QUIET = "#5f6165"
LINE = "#ddddde"
MAIN = "#4a52b6"
SECOND = "#e08a1e"
TRACK = "#eceef6"

SEX = (MAIN, SECOND)  # women, men


def label(text: str, position: str | list[int] = "right", **style: Any) -> Option:
    """A direct label: the text is already formatted, so the browser formats nothing."""
    return {"show": True, "formatter": text, "position": position, "color": INK, "fontSize": 14} | style


def names_axis(names: Sequence[str | Option], *, width: int) -> Option:
    """A vertical axis of names, the first on top; its width in pixels."""
    return {
        "type": "category",
        "data": list(names),
        "inverse": True,
        "axisLine": {"show": False},
        "axisTick": {"show": False},
        "axisLabel": {"color": INK, "fontSize": 14, "align": "left", "margin": width, "interval": 0},
    }


def long_names_axis(names: Sequence[str], *, width: int) -> Option:
    """As `names_axis`; a name that is longer than the width takes two lines."""
    axis = names_axis(names, width=width)
    return {**axis, "axisLabel": {**axis["axisLabel"], "width": width - 8, "overflow": "break"}}


def grid(*, left: int, right: int, top: int = 0, bottom: int = 0) -> Option:
    """The margins around the bars in pixels. Labels may use them: the chart never shrinks to make room."""
    return {"left": left, "right": right, "top": top, "bottom": bottom, "outerBoundsMode": "none"}


def hidden_axis(most: float) -> Option:
    return {"type": "value", "show": False, "min": 0, "max": most or 1}


def base(**parts: Any) -> Option:
    return {"textStyle": {"fontFamily": "'Source Sans 3', sans-serif"}} | parts


def any_shown(counts: Iterable[Count | None]) -> bool:
    """Whether there is anything to draw: a chart of withheld counts only is empty."""
    return any(length(count) for count in counts)


def length(count: Count | None) -> int:
    """How long a bar is; a withheld count has none, only its label."""
    return 0 if count is None or isinstance(count, Withheld) else count
