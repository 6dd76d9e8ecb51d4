"""Makes what nobody else may know, once: passwords and keys for each service instance, and the issuer's.

Each instance finds its own in /run/secrets and never sees another's. What is there already stays as it is.
"""

import os
import sys
from pathlib import Path
from secrets import token_hex

from chassis.development import ensure_issuer
from chassis.vault import SecretKey

ROOT = Path("/secrets")
SERVICE_USER = 10001
READ_BY_ALL, READ_BY_OWNER = 0o444, 0o400


def main(instances: list[str]) -> None:
    """Fill a folder for each instance, one for the issuer and one for the database server."""
    public_keys = ensure_issuer(ROOT / "issuer")
    for instance in instances:
        folder = ROOT / instance
        role = instance.replace("-", "_")
        passwords = {name: _password_of(name) for name in (role, f"{role}_keys")}
        lines = [f"postgres:5432:*:{name}:{password}\n" for name, password in passwords.items()]
        _write(folder / "pgpass", "".join(lines))
        for key in ("master.key", "index.key"):
            SecretKey.read_or_create(folder / key)
        _write(folder / "jwks.json", public_keys.read_text())
        _hand_over(folder)
    _hand_over(ROOT / "issuer")


def _password_of(role: str) -> str:
    """Whatever user the database server runs as may read it; nobody else has the folder."""
    file = ROOT / "postgres" / role
    if not file.exists():
        _write(file, token_hex(24))
        file.chmod(READ_BY_ALL)
    return file.read_text()


def _write(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}")
    draft.write_text(text)
    draft.replace(file)


def _hand_over(folder: Path) -> None:
    for file in folder.iterdir():
        os.chown(file, SERVICE_USER, SERVICE_USER)
        file.chmod(READ_BY_OWNER)


if __name__ == "__main__":
    main(sys.argv[1:])
