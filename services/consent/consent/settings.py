"""What tells one running consent service from another; the demo's is run by the coordination association."""

from chassis.settings import Settings
from contracts.codes import Agency


class ConsentSettings(Settings):
    agency: Agency = Agency.FINSAM
    port: int = 8002
