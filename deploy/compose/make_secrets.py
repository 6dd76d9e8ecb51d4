"""Make the secrets once: passwords, keys and certificates, a folder for each instance, server and job.

Each finds its own in /run/secrets and never sees another's; so do the database server, the brokers
and the jobs that administer Kafka. Existing secrets are kept.
"""

import json
import os
import sys
from pathlib import Path
from secrets import token_hex

from certificates import Authority
from chassis.service.signing_keys import SigningKeys
from samplan.privacy.vault import SecretKey
from samplan.testing.issuer import ensure_issuer

ROOT = Path("/secrets")
BROKERS, ADMINISTRATOR = ROOT / "kafka", ROOT / "provision"
BROKER_HOSTS, BROKER_ADDRESSES = ("kafka", "kafka-2", "kafka-3", "localhost"), ("127.0.0.1",)
SERVICE_USER = 10001
READ_BY_ALL, READ_BY_OWNER = 0o444, 0o400


def main(instances: list[str]) -> None:
    """Fill a folder for each instance, and for the issuer, the servers and Kafka's administrator."""
    public_keys = ensure_issuer(ROOT / "issuer")
    _ensure_certificates()
    for instance in instances:
        folder = ROOT / instance
        _write(folder / "kafka.password", _password_of(ADMINISTRATOR / "passwords" / principal_of(instance)))
        _write(folder / "authority.pem", (BROKERS / "authority.pem").read_text())
        if not instance.endswith("-cards"):  # an agency's own system has no store of ours
            _make_for_service(instance, folder, instances)
            _write(folder / "jwks.json", public_keys.read_text())
        _hand_over(folder)
    for folder in (ROOT / "issuer", ADMINISTRATOR, ADMINISTRATOR / "passwords"):
        _hand_over(folder)
    for folder in (ROOT / "postgres", BROKERS):
        _open(folder)


def _make_for_service(instance: str, folder: Path, instances: list[str]) -> None:
    role = instance.replace("-", "_")
    passwords = {name: _password_of(ROOT / "postgres" / name) for name in (role, f"{role}_keys")}
    lines = [f"postgres:5432:*:{name}:{password}\n" for name, password in passwords.items()]
    _write(folder / "pgpass", "".join(lines))
    for key in ("master.key", "index.key"):
        SecretKey.read_or_create(folder / key)
    if instance.endswith("-referral"):
        signing_keys_of(instance).create()
    if instance.endswith("-consent"):
        _give_public_keys(folder, [one for one in instances if one.endswith("-referral")])


def signing_keys_of(instance: str) -> SigningKeys:
    """Of a service that signs statements in the name of its principal."""
    return SigningKeys(ROOT / instance / "signing.json", principal_of(instance))


def _give_public_keys(folder: Path, signers: list[str]) -> None:
    """A file for each signer, written again after a rotation of its keys."""
    for signer in signers:
        keys = signing_keys_of(signer)
        keys.create()
        _write(folder / f"{keys.issuer}.json", json.dumps(keys.public()))


def principal_of(instance: str) -> str:
    """`malmo-ifo-referral` is `malmo-ifo.referral` on Kafka."""
    return ".".join(instance.rsplit("-", 1))


def _ensure_certificates() -> None:
    """Brokers log in to each other by certificate, and so does their administrator."""
    if (ADMINISTRATOR / "admin.pem").exists() and (BROKERS / "broker.pem").exists():
        return
    authority = Authority()
    broker = authority.issue("broker", BROKER_HOSTS, BROKER_ADDRESSES)
    admin = authority.issue("admin", ["localhost"])
    for folder in (BROKERS, ADMINISTRATOR):
        _write(folder / "authority.pem", authority.certificate)
    _write(ADMINISTRATOR / "admin.key", admin.key)
    _write(ADMINISTRATOR / "admin.pem", admin.certificate)
    _write(BROKERS / "broker.pem", broker.key + broker.certificate)


def _password_of(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        _write(file, token_hex(24))
    return file.read_text()


def _write(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}")
    draft.write_text(text)
    draft.replace(file)


def _hand_over(folder: Path) -> None:
    for file in _files_of(folder):
        os.chown(file, SERVICE_USER, SERVICE_USER)
        file.chmod(READ_BY_OWNER)


def _open(folder: Path) -> None:
    """Any user of the server's image may read it; no other container mounts the folder."""
    for file in _files_of(folder):
        file.chmod(READ_BY_ALL)


def _files_of(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_file()]


if __name__ == "__main__":
    main(sys.argv[1:])
