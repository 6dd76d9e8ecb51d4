"""Routes derived from commands: path, form, idempotency key, version, answer and description."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from inspect import Parameter, Signature
from types import MappingProxyType
from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel

from chassis.decisions.commands import Command, Verb
from chassis.http.auth import Caller
from chassis.http.commands import Commander
from chassis.http.fields import Id, StrictModel
from chassis.http.forms import PLAIN, Types, form_of, members_of

FROM_THE_CALLER: Mapping[str, Callable[[Caller], Any]] = MappingProxyType(
    {
        "by": lambda caller: caller.agency,
        "role": lambda caller: caller.role,
        "person": lambda caller: caller.person,
        "scopes": lambda caller: caller.scopes,
        "programmes": lambda caller: caller.programmes,
    }
)
"""The fields of a command that are filled from the caller's token."""


class Shown(Protocol):
    """A view that can be created from a changed aggregate."""

    @classmethod
    def of(cls, changed: Any, /) -> BaseModel: ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Resource:
    """A kind of record: its commands, their path, who may send them, and the answer."""

    commands: type[Any] | tuple[type[Any], ...]
    """The base class of its commands, or the commands."""
    path: str
    """For example `/v1/plans/{planId}`. The last id is that of the record to change."""
    tag: str
    writer: Any
    """`Annotated[Commander, Depends(…)]`: the scope and other conditions on the caller."""
    view: type[Shown]
    answer: str
    version: str
    place: Callable[[Any], str] | None = None
    """The path of a created record, for commands that create one."""
    types: Types = field(default_factory=lambda: PLAIN)

    def created_by(self, command: type[Any], *, at: str, answer: str) -> Resource:
        """Where records of this kind are created. Each is then at this kind's path, by its `id`."""
        start = self.path[: self.path.rindex("{")]
        return replace(
            self, commands=command, path=at, answer=answer, place=lambda created: f"{start}{created.id}"
        )

    def answers(self, status: int = 200) -> dict[int | str, dict[str, Any]]:
        """The OpenAPI description of the answer."""
        etag = {"ETag": {"description": self.version, "schema": {"type": "string"}}}
        return {status: {"model": self.view, "description": self.answer, "headers": etag}}


@cache
def routes_of(resource: Resource, commands: tuple[type[Command[Any]], ...]) -> APIRouter:
    """The routes of this resource's commands that have a path: the same ones for every app of a process.

    They hold no state, and the forms of a service's commands take a tenth of a second to create.
    """
    router = APIRouter(prefix=resource.path, tags=[resource.tag])
    for command in commands:
        if issubclass(command, resource.commands) and (verb := command.VERB):
            status = 201 if verb.creates else 200
            router.add_api_route(
                f"/{verb.path}" if verb.path else "",
                _Endpoint(resource, command, verb),
                methods=[verb.method],
                name=re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower(),
                summary=verb.summary,
                description=verb.description,
                status_code=status,
                response_model=None,
                responses=resource.answers(status),
            )
    return router


class _Endpoint:
    """One command's route. FastAPI reads its parameters from `__signature__`."""

    def __init__(self, resource: Resource, command: type[Command[Any]], verb: Verb) -> None:
        self._resource = resource
        self._command = command
        self._creates, self._versioned = verb.creates, verb.versioned
        self._ids = {_snake(name): name for name in re.findall(r"{(\w+)}", f"{resource.path}/{verb.path}")}
        own = re.findall(r"{(\w+)}", resource.path)
        self._record = _snake(own[-1]) if own else ""
        self._from_the_caller = [one.name for one in fields(command) if one.name in FROM_THE_CALLER]
        form = form_of(command, known={*self._ids, *FROM_THE_CALLER}, types=resource.types)
        self.__signature__ = self._signature(None if verb.method == "DELETE" else form)

    def __call__(self, *, writer: Commander, form: StrictModel | None = None, **ids: UUID) -> Response:
        sent = members_of(form, self._command, self._resource.types) if form is not None else {}
        by = {name: FROM_THE_CALLER[name](writer.caller) for name in self._from_the_caller}
        command = self._command(**ids, **by, **sent)
        if not self._creates and not self._versioned:
            return writer.change_any_version(command, self._resource.view.of)
        if not self._creates:
            return writer.change(command, ids[self._record], self._resource.view.of)
        if self._resource.place is None:
            raise TypeError(f"{self._command.__name__} creates a record, and the resource has no `place`")
        return writer.create(command, self._resource.view.of, self._resource.place)

    def _signature(self, form: type[StrictModel] | None) -> Signature:
        kinds: dict[str, Any] = {name: Annotated[Id, Path(alias=alias)] for name, alias in self._ids.items()}
        kinds |= {"form": form} if form else {}
        kinds["writer"] = self._resource.writer
        named = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind) for name, kind in kinds.items()]
        return Signature(named, return_annotation=Response)


def _snake(camel: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", camel).lower()
