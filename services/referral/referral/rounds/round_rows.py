"""How the rows of a round are sent, and how many."""

from typing import Any

from chassis.http.edge.large_body import SPREADSHEET, UTF_8
from referral.rounds.read_batch import ROWS, Format

MOST_BYTES = 32 * 1024 * 1024
FORMATS = {"text/csv": Format.CSV, "application/jsonl": Format.JSON_LINES}
CHARSETS = {"text/csv": SPREADSHEET, "application/jsonl": UTF_8}

BODY: dict[str, Any] = {
    "x-max-bytes": MOST_BYTES,
    "requestBody": {
        "required": True,
        "description": (
            f"At most {ROWS:,} rows and {MOST_BYTES // 1024 // 1024} MiB: CSV whose headings are the form's"
            " fields (`participant.name`), or a form on each line. In UTF-8; CSV also with a byte-order"
            " mark, or in `charset=windows-1252`. Its delimiter is `;`, `,` or a tab."
        ),
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": "programme,participant.personnummer\nmalmokraften,19850615-9808\n",
            },
            "application/jsonl": {
                "schema": {"type": "string"},
                "example": '{"programme": "malmokraften", "occurredOn": "2021-06-01"}\n',
            },
        },
    },
}
