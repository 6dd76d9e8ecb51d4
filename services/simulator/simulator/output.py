"""What the demo tells: bars and spinners for a person, plain lines for a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

STEPS_IN_A_LOG = 10


class Teller:
    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    def say(self, text: str) -> None:
        self._console.print(text, markup=False, soft_wrap=True)

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Show that something is going on, and that it was done."""
        if not self._console.is_terminal:
            self.say(what)
            yield
            return
        with self._console.status(f"{what} …"):
            yield
        self.say(f"✓ {what}")

    @contextmanager
    def counting(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """Show how far something has come: call with how many are done, and of how many."""
        if self._console.is_terminal:
            with self._bar(what) as tell:
                yield tell
        else:
            yield self._lines(what)

    @contextmanager
    def _bar(self, what: str) -> Iterator[Callable[[int, int], None]]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as progress:
            task = progress.add_task(what, total=None)
            yield lambda done, of: progress.update(task, completed=done, total=of)

    def _lines(self, what: str) -> Callable[[int, int], None]:
        told = 0

        def tell(done: int, of: int) -> None:
            nonlocal told
            step = done * STEPS_IN_A_LOG // of if of else STEPS_IN_A_LOG
            if step > told:
                told = step
                self.say(f"{what}: {done} of {of}")

        return tell
