"""The people driven to the end, one line each: the next run skips them."""

from pathlib import Path


class Ledger:
    """Store it with the services' data, and delete both together."""

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
