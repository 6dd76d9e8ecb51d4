"""An agency ends its own stops of a plan's clock over HTTP, whatever consent has ended (C-09)."""

from dataclasses import replace

from planning.clock.resume_clock import ResumeClock
from planning.showing.access import OwnPartWriter
from planning.showing.show_plan import PLANS

OWN_STOPS = replace(PLANS, commands=ResumeClock, writer=OwnPartWriter)
