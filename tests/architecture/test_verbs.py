"""A file that declares a fact or command imports no web, broker or database code, and no published event."""

import inspect
import re
from collections.abc import Iterator
from functools import cache

import grimp
from tests.contracts.stored_events import facts_of

from chassis.decisions.commands import Command
from consent.commands import COMMANDS as CONSENT
from planning.commands import COMMANDS as PLANNING
from referral.commands import COMMANDS as REFERRAL
from steering.commands import COMMANDS as STEERING

SERVICES = {"consent": CONSENT, "planning": PLANNING, "referral": REFERRAL, "steering": STEERING}
OUTSIDE = (
    "aiokafka",
    "chassis.store.database",
    "chassis.http",
    "confluent_kafka",
    "samplan.contracts.consent",
    "samplan.contracts.envelope",
    "samplan.contracts.planning",
    "samplan.contracts.referral",
    "samplan.contracts.registry",
    "samplan.contracts.steering",
    "fastapi",
    "psycopg",
    "pydantic",
    "sqlite3",
    "starlette",
)
LIBRARIES = ("chassis", "samplan.bus", "samplan.contracts", "samplan.privacy")
TABLES = "samplan.bus.store.migrations"
"""Allowed: a read model that a command reads imports the migrations that create its tables."""
CIRCLES = (
    "samplan.privacy.circle.circles",
    "samplan.privacy.circle.parked",
    "samplan.privacy.deliveries.changes",
)
"""Allowed: the circle is made of the consent service's events, in one place for all services."""


@cache
def imports() -> grimp.ImportGraph:
    graph = grimp.build_graph(*LIBRARIES, *SERVICES, include_external_packages=True)
    graph.remove_module(TABLES)
    for module in CIRCLES:
        graph.remove_module(module)
    return graph


def declaring() -> Iterator[str]:
    for service, commands in SERVICES.items():
        yield from {declared.__module__ for declared in (*facts_of(service), *commands)}


def test_a_verb_imports_only_the_domain() -> None:
    graph, verbs = imports(), set(declaring())
    chains = [
        graph.find_shortest_chain(verb, outside)
        for outside in graph.modules
        if any(f"{outside}.".startswith(f"{room}.") for room in OUTSIDE)
        for verb in graph.find_downstream_modules(outside) & verbs
    ]
    assert sorted(" -> ".join(chain or ()) for chain in chains) == []


def test_every_command_is_in_its_services_table_of_contents() -> None:
    for service, commands in SERVICES.items():
        own = {one for one in concrete(Command) if one.__module__.startswith(f"{service}.")}
        assert own == set(commands)


def test_no_question_is_named_by_another_verb_than_the_four() -> None:
    """`Show…`, `List…`, `Find…`, `Read…`: see CONTRIBUTING.md."""
    named = [one.__name__ for commands in SERVICES.values() for one in commands]
    assert [name for name in named if re.match(r"(Ask|Fetch|Get|Load|Query|Search|View)[A-Z]", name)] == []


DECIDING = [command for commands in SERVICES.values() for command in commands if "decide" in dir(command)]


def carried_out(command: type) -> str:
    """The code that runs when the command is executed, without that of the decision itself."""
    methods = [one for kind in command.__mro__ for one in vars(kind).values() if inspect.isfunction(one)]
    written = [one for one in methods if one.__name__ != "decide" and not one.__name__.startswith("__")]
    return "".join(inspect.getsource(one) for one in written)


def test_what_a_spec_decides_is_what_is_carried_out() -> None:
    """A spec calls `decide`: it must not pass on a path that no request takes."""
    assert [one.__name__ for one in DECIDING if "self.decide(" not in carried_out(one)] == []


def concrete(kind: type) -> Iterator[type]:
    below: list[type] = kind.__subclasses__()
    for one in below:
        yield from concrete(one)
    if not below:
        yield kind
