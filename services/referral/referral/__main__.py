"""`python -m referral COMMAND`."""

from chassis.cli.importing import without_collecting

with without_collecting():
    from referral.cli import cli

if __name__ == "__main__":
    cli()
