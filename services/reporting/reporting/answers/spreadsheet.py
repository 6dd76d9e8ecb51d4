"""Tables for a spreadsheet: UTF-8 with BOM, semicolons, decimal commas, withheld figures marked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from reporting.answers.answer import BySex, Share, ShareBySex

Cells = Mapping[str, object]


def as_csv(rows: Iterable[Cells], stamp: Cells) -> bytes:
    """The rows, each followed by the cells of the stamp: what the table is derived from."""
    table = list(rows)
    names = list(dict.fromkeys(name for row in table for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, [*names, *stamp], delimiter=";", lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows({**row, **stamp} for row in table)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def count_cells(counts: BySex) -> Cells:
    women, men = ("" if some is None else some for some in (counts.women, counts.men))
    return {"women": women, "men": men, "total": counts.total}


def percent_cells(shares: ShareBySex) -> Cells:
    def written(share: Share) -> str:
        return number(share.percent)

    return {
        "womenPercent": written(shares.women),
        "menPercent": written(shares.men),
        "totalPercent": written(shares.total),
    }


def number(value: float | None) -> str:
    """With a decimal comma: the columns are separated by semicolons."""
    return "" if value is None else f"{value:g}".replace(".", ",")
