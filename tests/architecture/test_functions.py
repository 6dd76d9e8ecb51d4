"""A function decides, applies, translates or talks to the outside: one of them, in at most 25 lines."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.test_rooms import ROOT, python_files, syntax_of

LONGEST_BODY = 25

BLOCKS = ("body", "handlers", "cases", "orelse", "finalbody")
"""The fields of a statement that hold statements."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """All of a tree, at any depth. Expressions, most of a tree, are not looked through: they hold none."""
    blocks = [tree]
    while blocks:
        block = blocks.pop()
        held = [one for field in BLOCKS for one in getattr(block, field, ())]
        yield from held
        blocks.extend(held)


def functions(tree: ast.AST) -> list[Function]:
    return [one for one in statements(tree) if isinstance(one, Function)]


def lines_of_code(function: Function, lines: list[str]) -> int:
    """The lines of its body without the docstring, comments and blank lines."""
    own = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    if not own:
        return 0
    body = lines[own[0].lineno - 1 : function.end_lineno]
    return sum(bool(line.strip()) and not line.lstrip().startswith("#") for line in body)


def longest(file: Path) -> Iterator[str]:
    lines = file.read_text().splitlines()
    for function in functions(syntax_of(file)):
        if lines_of_code(function, lines) > LONGEST_BODY:
            yield f"{file.relative_to(ROOT)}:{function.name}"


def test_no_function_is_longer_than_25_lines() -> None:
    assert {one for file in python_files() for one in longest(file)} == set()


def test_a_docstring_and_a_comment_are_not_counted() -> None:
    text = 'def f():\n    """Two\n    lines."""\n\n    # Why.\n    return 1\n'
    (function,) = functions(ast.parse(text))
    assert lines_of_code(function, text.splitlines()) == 1


def test_a_function_is_found_wherever_a_statement_may_be() -> None:
    text = """
class A:
    def a(self): ...
try:
    def b(): ...
except ValueError:
    match 1:
        case 1:
            async def c():
                def d(): ...
"""
    assert {function.name for function in functions(ast.parse(text))} == {"a", "b", "c", "d"}
