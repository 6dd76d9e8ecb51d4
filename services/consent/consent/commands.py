"""Every command that this service accepts."""

from chassis.decisions.commands import Command
from consent.consent import Office
from consent.covering.cover_referral import CoverReferral
from consent.error_entry.enter_in_error import EnterInError
from consent.expiring.expire_consents import ExpireConsents
from consent.granting.grant_consent import GrantConsent
from consent.lookups.look_up_participant import LookUpParticipant
from consent.number_replacements.replace_number import ReplaceNumber
from consent.number_replacements.undo_replacement import UndoReplacement
from consent.refusing.refuse_consent import RefuseConsent
from consent.revoking.revoke_consent import RestoreRevocation, RevokeConsent

COMMANDS: tuple[type[Command[Office]], ...] = (
    GrantConsent,
    RefuseConsent,
    CoverReferral,
    RevokeConsent,
    RestoreRevocation,
    ExpireConsents,
    EnterInError,
    LookUpParticipant,
    ReplaceNumber,
    UndoReplacement,
)
