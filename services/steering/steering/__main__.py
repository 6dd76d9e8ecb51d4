"""`python -m steering COMMAND`."""

from chassis.cli.importing import without_collecting

with without_collecting():
    from chassis.cli.commands import service_cli
    from steering.service import SERVICE

if __name__ == "__main__":
    service_cli(SERVICE)()
