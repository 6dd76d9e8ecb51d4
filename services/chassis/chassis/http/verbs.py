"""Routes derived from commands: form, path, key, version, answer and description follow from the command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from inspect import Parameter, Signature
from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel

from chassis.decisions.commands import Command, Verb
from chassis.http.commands import Commander
from chassis.http.fields import Id, StrictModel
from chassis.http.forms import PLAIN, Types, form_of, members_of

ASKS = "by"
"""The field of a command that its caller's token fills."""


class Shown(Protocol):
    """A view that can be made of what a command has changed."""

    @classmethod
    def of(cls, changed: Any, /) -> BaseModel: ...


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One kind of record: the commands upon it, where they are sent, who may, and what is answered."""

    commands: type[Any] | tuple[type[Any], ...]
    """The abstract class that its commands derive from, or the commands."""
    path: str
    """`/v1/plans/{planId}`. Its last id is that of the record whose version is asked for."""
    tag: str
    writer: Any
    """`Annotated[Commander, Depends(…)]`: the scope, and whatever else a caller has to meet."""
    view: type[Shown]
    answer: str
    version: str
    place: Callable[[Any], str] | None = None
    """The path of a record that was made, for those commands that make one."""
    types: Types = field(default_factory=lambda: PLAIN)

    def answers(self, status: int = 200) -> dict[int | str, dict[str, Any]]:
        """What OpenAPI says of the answer."""
        etag = {"ETag": {"description": self.version, "schema": {"type": "string"}}}
        return {status: {"model": self.view, "description": self.answer, "headers": etag}}


def routes_of(resource: Resource, commands: Iterable[type[Command[Any]]]) -> APIRouter:
    """The routes of those of the commands that are upon this resource and have a path."""
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
        self._creates = verb.creates
        self._ids = {_snake(name): name for name in re.findall(r"{(\w+)}", f"{resource.path}/{verb.path}")}
        own = re.findall(r"{(\w+)}", resource.path)
        self._record = _snake(own[-1]) if own else ""
        self._has_caller = any(one.name == ASKS for one in fields(command))
        form = form_of(command, known={*self._ids, ASKS}, types=resource.types)
        self.__signature__ = self._signature(None if verb.method == "DELETE" else form)

    def __call__(self, *, writer: Commander, form: StrictModel | None = None, **ids: UUID) -> Response:
        sent = members_of(form, self._command, self._resource.types) if form is not None else {}
        by = {ASKS: writer.caller.agency} if self._has_caller else {}
        asked = self._command(**ids, **by, **sent)
        if not self._creates:
            return writer.change(asked, ids[self._record], self._resource.view.of)
        if self._resource.place is None:
            raise TypeError(f"{self._command.__name__} makes a record that has no place")
        return writer.create(asked, self._resource.view.of, self._resource.place)

    def _signature(self, form: type[StrictModel] | None) -> Signature:
        kinds: dict[str, Any] = {name: Annotated[Id, Path(alias=alias)] for name, alias in self._ids.items()}
        kinds |= {"form": form} if form else {}
        kinds["writer"] = self._resource.writer
        named = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind) for name, kind in kinds.items()]
        return Signature(named, return_annotation=Response)


def _snake(camel: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", camel).lower()
