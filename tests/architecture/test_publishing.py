"""Every fact of a domain is published or declared private, never neither and never both (ADR 2)."""

import ast
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

from chassis.decisions.domain import DomainEvent


def facts_of(service: str) -> set[type[DomainEvent]]:
    domain = importlib.import_module(f"{service}.domain")
    for module in pkgutil.walk_packages(domain.__path__, f"{service}.domain."):
        importlib.import_module(module.name)
    return {fact for fact in subclasses(DomainEvent) if fact.__module__.startswith(f"{service}.domain.")}


def subclasses(kind: type[DomainEvent]) -> set[type[DomainEvent]]:
    """Those that are stored: the ones that others are derived from only share members."""
    direct = kind.__subclasses__()
    return {kind}.union(*map(subclasses, direct)) - {kind} if direct else {kind}


def published_by(publishing: ModuleType) -> set[type[DomainEvent]]:
    table = getattr(publishing, "PUBLISHED", None)
    return set(table) if table is not None else set(matched_in(publishing))


def matched_in(publishing: ModuleType) -> list[type[DomainEvent]]:
    """The classes in the `case` lines of `publish`."""
    patterns = [
        node.cls
        for node in ast.walk(ast.parse(inspect.getsource(publishing)))
        if isinstance(node, ast.MatchClass)
    ]
    return [eval(ast.unparse(name), vars(publishing)) for name in patterns]  # noqa: S307  # our own source


@pytest.mark.parametrize("service", ["referral", "consent", "planning"])
class TestPublishing:
    def test_places_every_fact(self, service: str) -> None:
        publishing = importlib.import_module(f"{service}.publishing")
        placed = published_by(publishing) | set(publishing.PRIVATE)
        assert {fact.__qualname__ for fact in facts_of(service) - placed} == set()

    def test_places_no_fact_twice(self, service: str) -> None:
        publishing = importlib.import_module(f"{service}.publishing")
        assert published_by(publishing) & set(publishing.PRIVATE) == set()
