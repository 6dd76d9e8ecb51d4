"""Whose ways have been driven to the end: a line for each, so that the next run goes on from there."""

from pathlib import Path


class Ledger:
    """Belongs beside the services' data: forget one with the other."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done = set(path.read_text().split()) if path.exists() else set()
        path.parent.mkdir(parents=True, exist_ok=True)

    def has(self, person: str) -> bool:
        return person in self._done

    def note(self, person: str) -> None:
        self._done.add(person)
        with self._path.open("a") as file:
            file.write(f"{person}\n")
