"""One role of a service without its API: `python -m samplan.testing.role MODULE ROLE BATCH SETTINGS`.

It runs until it is killed. SETTINGS is a JSON object. The smaller BATCH, the more often the role is between
an effect and saving its position.
"""

import asyncio
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from chassis.process.run import Process, Role
from chassis.settings.environment import load_settings
from samplan.bus.publishing import relay
from samplan.bus.reading import inbox


def main(module: str, role: str, batch: str, given: str) -> None:
    settings: Mapping[str, Any] = json.loads(given)
    relay.BATCH = inbox.BATCH = int(batch)
    service = import_module(module).SERVICE
    process = Process(service, load_settings(service.settings, **settings), frozenset({Role(role)}))
    work = process.relay or process.inbox
    assert work is not None  # the service has this role
    asyncio.run(work.run(asyncio.Event()))


if __name__ == "__main__":
    main(*sys.argv[1:])
