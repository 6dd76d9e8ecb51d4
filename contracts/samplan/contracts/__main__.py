"""`python -m samplan.contracts` regenerates the schemas, docs/events.md and docs/asyncapi.json."""

import sys

from samplan.contracts.documents import asyncapi, pages, schemas

WRITERS = {"schemas": schemas.write, "events": pages.write, "asyncapi": asyncapi.write}


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - WRITERS.keys():
        sys.stderr.write(f"{', '.join(sorted(unknown))}: not one of {', '.join(WRITERS)}\n")
        return 2
    for name in wanted or WRITERS:
        WRITERS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
