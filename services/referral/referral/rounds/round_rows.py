"""How the rows of a round are sent, and how many."""

from typing import Any

from referral.rounds.read_batch import ROWS, Format

MOST_BYTES = 32 * 1024 * 1024
FORMATS = {"text/csv": Format.CSV, "application/jsonl": Format.JSON_LINES}

BODY: dict[str, Any] = {
    "x-max-bytes": MOST_BYTES,
    "requestBody": {
        "required": True,
        "description": (
            f"At most {ROWS:,} rows and {MOST_BYTES // 1024 // 1024} MiB, in UTF-8: CSV whose headings are"
            " the form's fields (`participant.name`), or a form on each line."
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
