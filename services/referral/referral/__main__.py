"""`python -m referral COMMAND`."""

from chassis.cli import service_cli
from referral.service import SERVICE

if __name__ == "__main__":
    service_cli(SERVICE)()
