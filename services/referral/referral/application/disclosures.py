"""Another agency is shown a form: consent is checked at that moment, and the log is written first (R-16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.work import Work
from referral.application.consents import consent_to_rest_on
from referral.application.office import Office
from referral.commands.office import DiscloseForm, ErasePerson, MaySeeDisclosures, RotateIndex
from referral.domain.disclosures import Disclosures, disclosures_id
from referral.domain.known_consent import KnownConsent
from referral.domain.number_replacement import NumberReplacement
from referral.domain.referral import Referral
from referral.domain.refusals import PersonIsErased, ReferralNotFound
from referral.form.fields import Form
from referral.queries.cases import consents_about
from referral.queries.disclosure_log import Anchor, Disclosure, append_disclosure, referrals_of
from referral.queries.replacements import all_replacements
from samplan.privacy.personnummer import Personnummer


@dataclass(frozen=True, kw_only=True)
class Disclosed:
    """The form, and the anchor of the log that holds its disclosure."""

    form: Form
    anchor: Anchor


def disclose_form(office: Office, command: DiscloseForm, work: Work) -> Disclosed:
    """The form of the participant's last referral, once the transaction that logs it is committed.

    Raises ReferralNotFound unless a consent names the agency, ConsentNotInForce once it has ended, and
    StillCatchingUp while it may have (I24).
    """
    referral = _last_referral(command.participant_id, work)
    consents = [work.load(KnownConsent, known) for known in consents_about(referral.id, work)]
    if not any(command.by in consent.agencies for consent in consents):
        raise ReferralNotFound
    consent_id, _ = consent_to_rest_on(consents, frozenset({command.by}), command.on, work)
    form = office.persons.form_of(referral)
    if form is None:
        raise PersonIsErased
    entry = Disclosure(
        disclosed_on=command.on,
        participant_id=command.participant_id,
        referral_id=referral.id,
        consent_id=consent_id,
        agency=command.by,
        purpose=command.purpose,
    )
    return Disclosed(form=form, anchor=_log(entry, work))


def may_see_disclosures(office: Office, command: MaySeeDisclosures, work: Work) -> bool:
    """The keeper, and who referred the participant."""
    referrals = referrals_of(command.participant_id, work)
    return any(office.may_see(referral_id, command.by, work) for referral_id in referrals)


def erase_person(office: Office, command: ErasePerson, work: Work) -> bool:
    """Destroy the person's key and forget how to find her; whether she was known (R-15)."""
    everyone = office.persons.forget(command.personnummer, work)
    for person in everyone:
        office.persons.erase(person)
    return bool(everyone)


def rotate_index(office: Office, command: RotateIndex, work: Work) -> int:
    """Make every person findable under the new key alone; how many that are."""
    found = [
        (form.participant.personnummer, referral.person)
        for referral in (work.load(Referral, one) for one in office.persons.referrals(work))
        if (form := office.persons.form_of(referral)) and form.participant.personnummer
    ]
    return office.persons.index_anew([*found, *_replaced(office, work)], command.index, work)


def _replaced(office: Office, work: Work) -> Iterator[tuple[Personnummer, UUID]]:
    """Numbers that no form may say: each is its own person's, whatever a later form of hers says."""
    for replacement_id in all_replacements(work):
        one = work.load(NumberReplacement, replacement_id)
        for sealed, person in ((one.sealed_old, one.replaced), (one.sealed_new, one.standing)):
            if number := office.persons.opened_number(sealed, one.id):
                yield number, person


def _last_referral(participant_id: UUID, work: Work) -> Referral:
    referral_ids = referrals_of(participant_id, work)
    if not referral_ids:
        raise ReferralNotFound
    return work.load(Referral, referral_ids[0])


def _log(entry: Disclosure, work: Work) -> Anchor:
    anchor = append_disclosure(entry, work)
    known = work.find(Disclosures, disclosures_id(entry.participant_id))
    (known or work.add(Disclosures.open(entry.participant_id))).disclose(
        referral_id=entry.referral_id,
        consent_id=entry.consent_id,
        agency=entry.agency,
        purpose=entry.purpose,
        on=entry.disclosed_on,
        position=anchor.position,
        chained=anchor.chained,
    )
    return anchor
