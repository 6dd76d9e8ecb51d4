"""The rules of the circle with one condition changed at a time."""

import ast
import inspect
import sys
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from types import ModuleType

from samplan.privacy.circle import may_know as original


def unseen(names: Collection[str], differs: Callable[[ModuleType], bool]) -> list[str]:
    """The changes of these functions after which nothing differs."""
    found = []
    for what, changed in _mutants(names):
        rules = ModuleType("mutant")
        sys.modules["mutant"] = rules  # where the classes of the mutant look for their annotations
        exec(compile(changed, what, "exec"), rules.__dict__)  # noqa: S102  # the module itself, changed above
        if not differs(rules):
            found.append(what)
    sys.modules.pop("mutant", None)
    return found


MOVED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn}
MOVED |= {ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}


def _deciding(tree: ast.Module, names: Collection[str]) -> list[ast.AST]:
    functions = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name in names]
    return [node for function in functions for node in ast.walk(function)]


def _mutants(names: Collection[str]) -> Iterator[tuple[str, ast.Module]]:
    """Each with one condition turned round, one part of it taken away, or one comparison moved."""
    tree = ast.parse(inspect.getsource(original))
    for n, node in enumerate(_deciding(tree, names)):
        for part in range(_parts(node)):
            changed = deepcopy(tree)
            _change(_deciding(changed, names)[n], part)
            yield f"line {getattr(node, 'lineno', 0)}, part {part}", ast.fix_missing_locations(changed)


def _parts(node: ast.AST) -> int:
    match node:
        case ast.If():
            return 2
        case ast.BoolOp(values=values):
            return len(values)
        case ast.Compare(ops=ops):
            return len(ops)
    return 0


def _change(node: ast.AST, part: int) -> None:
    match node:
        case ast.If(test=test):
            node.test = ast.UnaryOp(ast.Not(), test) if part else ast.Constant(value=False)
        case ast.BoolOp(op=op, values=values):
            values[part] = ast.Constant(value=isinstance(op, ast.And))
        case ast.Compare(ops=ops):
            ops[part] = MOVED[type(ops[part])]()
