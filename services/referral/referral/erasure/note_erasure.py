from chassis.decisions import erasures
from referral.erasure.referral_erasure import ReferralErasure


class NoteAnnouncement(erasures.NoteAnnouncement):
    """A participant is to be erased: note who says so."""


class NoteErasure(erasures.NoteErasure):
    """The participant's key is destroyed in the consent service: note that it is to be here."""

    KIND = ReferralErasure
