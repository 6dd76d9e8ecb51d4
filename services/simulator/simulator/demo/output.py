"""The demo's output: bars and spinners on a terminal, plain lines in a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

STEPS_IN_A_LOG = 10


class Output:
    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    def say(self, text: str) -> None:
        self._console.print(text, markup=False, soft_wrap=True)

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Show that a step is running, and that it is done."""
        if not self._console.is_terminal:
            self.say(what)
            yield
            return
        with self._console.status(f"{what} …"):
            yield
        self.say(f"✓ {what}")

    @contextmanager
    def counting(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """Show progress: call with the number done and the total."""
        if self._console.is_terminal:
            with self._bar(what) as report:
                yield report
        else:
            yield self._lines(what)

    @contextmanager
    def _bar(self, what: str) -> Iterator[Callable[[int, int], None]]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as progress:
            task = progress.add_task(what, total=None)
            yield lambda done, of: progress.update(task, completed=done, total=of)

    def _lines(self, what: str) -> Callable[[int, int], None]:
        printed = 0

        def report(done: int, of: int) -> None:
            nonlocal printed
            step = done * STEPS_IN_A_LOG // of if of else STEPS_IN_A_LOG
            if step > printed:
                printed = step
                self.say(f"{what}: {done} of {of}")

        return report
