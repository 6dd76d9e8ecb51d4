"""A replaced personnummer (C-14): two numbers are linked by decision, and come apart by decision."""

from uuid import uuid4

from chassis.work import Work
from referral.application.office import Office
from referral.commands.office import ReplaceNumber, UndoReplacement
from referral.domain.number_replacement import NumberReplacement
from referral.domain.refusals import AlreadyReplaced, BothHaveOpenReferrals, NumberNotKnown, SameNumber
from referral.persons.replaced import standing_person
from referral.queries.replacements import enter_replacement


def replace_number(office: Office, command: ReplaceNumber, work: Work) -> NumberReplacement:
    """The open-referral rule holds for both from now on: where both have one, an officer ends one first."""
    office.check_is_kept_by(command.by)
    persons = office.persons
    if command.old == command.new:
        raise SameNumber
    if not persons.knows(command.old, work):
        raise NumberNotKnown
    replaced, new = persons.known_as(command.old, work), persons.known_as(command.new, work)
    standing = standing_person(new, work)
    if standing_person(replaced, work) != replaced or standing == replaced:
        raise AlreadyReplaced
    if both := persons.open_for_both(replaced, standing, work):
        raise BothHaveOpenReferrals(openReferrals=[str(one) for one in both])
    replacement_id = uuid4()
    replacement = NumberReplacement.record(
        replacement_id,
        replaced=replaced,
        standing=new,
        reason=command.reason,
        sealed_old=persons.seal_number(replaced, command.old, replacement_id),
        sealed_new=persons.seal_number(new, command.new, replacement_id),
        on=command.on,
    )
    enter_replacement(work.add(replacement), work)
    persons.hand_over_open(replaced, work)
    return replacement


def undo_replacement(office: Office, command: UndoReplacement, work: Work) -> NumberReplacement:
    """Each number has again the referrals that were made under it."""
    office.check_is_kept_by(command.by)
    replacement = work.load(NumberReplacement, command.replacement_id)
    standing = standing_person(replacement.standing, work)
    replacement.undo(command.on)
    enter_replacement(replacement, work)
    office.persons.give_back_open(standing, work)
    return replacement
