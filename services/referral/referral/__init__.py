"""Referral: eligibility, the intake meeting and enrolment."""
