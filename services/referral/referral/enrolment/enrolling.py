"""Enrolment over HTTP: it rests on a consent, so it waits until this service has caught up (I24)."""

from dataclasses import replace

from referral.access import CaughtUpWriter
from referral.enrolment.enrol_participant import EnrolParticipant
from referral.showing.show_referral import REFERRALS

ENROLMENT = replace(REFERRALS, commands=EnrolParticipant, writer=CaughtUpWriter)
