"""A replaced personnummer (C-14): two numbers are linked by decision, and come apart by decision."""

from uuid import UUID, uuid4

from chassis.decisions.work import Work
from referral.application.office import Office
from referral.commands.office import ReplaceNumber, UndoReplacement
from referral.domain.number_replacement import NumberReplacement
from referral.domain.office_refusals import AlreadyReplaced, BothHaveOpenReferrals, NumberNotKnown, SameNumber
from referral.persons.open_referrals import give_back, hand_over, open_for_both
from referral.persons.replaced import standing_person
from referral.queries.replacements import enter_replacement


def replace_number(office: Office, command: ReplaceNumber, work: Work) -> NumberReplacement:
    """The open-referral rule holds for both from now on: where both have one, an officer ends one first."""
    office.check_is_kept_by(command.by)
    replaced, new = _two_persons(office, command, work)
    if both := open_for_both(replaced, standing_person(new, work), work):
        raise BothHaveOpenReferrals(openReferrals=[str(one) for one in both])
    replacement_id = uuid4()
    replacement = NumberReplacement.record(
        replacement_id,
        replaced=replaced,
        standing=new,
        reason=command.reason,
        sealed_old=office.persons.seal_number(replaced, command.old, replacement_id),
        sealed_new=office.persons.seal_number(new, command.new, replacement_id),
        on=command.on,
    )
    enter_replacement(work.add(replacement), work)
    hand_over(replaced, work)
    return replacement


def undo_replacement(office: Office, command: UndoReplacement, work: Work) -> NumberReplacement:
    """Each number has again the referrals that were made under it."""
    office.check_is_kept_by(command.by)
    replacement = work.load(NumberReplacement, command.replacement_id)
    standing = standing_person(replacement.standing, work)
    replacement.undo(command.on)
    enter_replacement(replacement, work)
    give_back(standing, work)
    return replacement


def _two_persons(office: Office, command: ReplaceNumber, work: Work) -> tuple[UUID, UUID]:
    """Of the old number and of the new. Raises SameNumber, NumberNotKnown, AlreadyReplaced."""
    if command.old == command.new:
        raise SameNumber
    if not office.persons.knows(command.old, work):
        raise NumberNotKnown
    old, new = office.persons.known_as(command.old, work), office.persons.known_as(command.new, work)
    if standing_person(old, work) != old or standing_person(new, work) == old:
        raise AlreadyReplaced
    return old, new
