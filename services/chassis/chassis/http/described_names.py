"""What the routes of an app call the parameters of their requests, and the fields of requests and answers."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute


def described_names(routes: Iterable[BaseRoute]) -> frozenset[str]:
    """Without those of operations, which no description names."""
    described = [one for one in routes if isinstance(one, APIRoute) and one.include_in_schema]
    parameters = {name for route in described for name in _parameters(route.dependant)}
    models: set[type[BaseModel]] = set()
    for route in described:
        for field in (route.body_field, route.response_field, *route.response_fields.values()):
            if field is not None:
                _gather(field.field_info.annotation, models)
    fields = {one.alias or name for model in models for name, one in model.model_fields.items()}
    return frozenset(parameters | fields)


def _parameters(dependant: Dependant) -> Iterator[str]:
    sent = (dependant.path_params, dependant.query_params, dependant.header_params, dependant.cookie_params)
    yield from (one.alias for kind in sent for one in kind)
    for further in dependant.dependencies:
        yield from _parameters(further)


def _gather(kind: Any, models: set[type[BaseModel]]) -> None:
    """The model, and those in its fields: `kind` may be a list of them, or one of several."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        for part in get_args(kind):
            _gather(part, models)
    elif kind not in models:
        models.add(kind)
        for field in kind.model_fields.values():
            _gather(field.annotation, models)
