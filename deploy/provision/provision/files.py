"""Reads YAML into a model. Errors name the file, line and field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class _Loader(yaml.SafeLoader):
    """Leaves dates as text: the model parses them, and an error names the field."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class BadFile(Exception):
    """A file is invalid. Each line of the message names the file, a line and a field."""


def read(file: Path, kind: type[Model]) -> Model:
    """Read a file. Raises BadFile."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise BadFile(f"{file}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadFile(f"{file}{_where(error)}: not YAML") from None
    if root is None:
        raise BadFile(f"{file}: is empty")
    if repeated := next(_repeated(root), None):
        raise BadFile(f"{file}:{_line(repeated)}: {repeated.value}: repeated")
    return _validated(file, root, kind)


def _validated(file: Path, root: yaml.Node, kind: type[Model]) -> Model:
    loader = _Loader("")
    try:
        content = loader.construct_document(root)
        return kind.model_validate(content)
    except yaml.YAMLError as error:
        raise BadFile(f"{file}{_where(error)}: not YAML") from None
    except ValidationError as error:
        faults = [_located(file, root, one["loc"], one["msg"]) for one in error.errors()]
        raise BadFile("\n".join(faults)) from None


def _located(file: Path, root: yaml.Node, place: Sequence[int | str], problem: str) -> str:
    node = root
    for step in place:
        node = _child(node, step) or node
    name = ".".join(str(step) for step in place)
    return f"{file}:{_line(node)}: {name + ': ' if name else ''}{problem.removeprefix('Value error, ')}"


def _child(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    return None


def _repeated(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Repeated keys: YAML would silently use the last one."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                yield key
            seen.add(str(key.value))
            yield from _repeated(value)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}" if mark else ""
