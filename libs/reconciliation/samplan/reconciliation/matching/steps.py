"""The steps of one comparison. Each can be asked for again: what is done is not done twice."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from samplan.reconciliation.agreement import Agreement, Column
from samplan.reconciliation.extract.register import Person, Register
from samplan.reconciliation.matching import intersection
from samplan.reconciliation.matching.elements import Answer, Fact, asked, asking_size, offer_size, offered
from samplan.reconciliation.matching.folder import Comparison, Folder, Outcome
from samplan.reconciliation.matching.messages import Missing, Opening, Response
from samplan.reconciliation.refusal import Refused


def open_comparison(folder: Folder, agreement: Agreement, register: Register, other: str) -> Path:
    """Write the first message. Raises Refused: more people than agreed, or the folder is in use."""
    if not folder.is_new:
        raise Refused(
            "a comparison has begun in this folder: use `samplan-reconcile continue`, or a new folder"
        )
    pair = agreement.pair(register.name, other)
    if len(register.anonymous) > pair.anonymous and Column.ANONYMOUS in pair.columns:
        raise Refused(f"the extract has more anonymous participants than the {pair.anonymous} agreed")
    begun = Comparison(agreement, register.name, other, register, intersection.new_keys(), asked=())
    facts = {_text(begun, fact): fact for fact in asked(register, pair)}
    questions = intersection.padded(facts, asking_size(pair))
    sent = folder.send(_opening(begun, questions))
    folder.save(msgspec.structs.replace(begun, asked=tuple(facts.get(text) for text in questions)))
    return sent


def _opening(begun: Comparison, questions: Sequence[str]) -> Opening:
    agreement, register, keys = begun.agreement, begun.register, _keys(begun)
    facts = {_text(begun, fact) for fact in offered(register, begun.pair, agreement)}
    offers = intersection.padded(facts, offer_size(begun.pair, agreement))
    return Opening(
        agreement=agreement.digest,
        sender=begun.own,
        receiver=begun.other,
        offer=intersection.offer(keys, offers, len(questions)),
        request=intersection.request(keys, questions),
        anonymous=len(register.anonymous),
    )


def continue_comparison(folder: Folder) -> str:
    """Do what can be done with the messages that have come; what to do next. Raises Refused."""
    comparison = folder.load()
    opening = folder.received(Opening, comparison)
    if comparison.outcome is None:
        if not isinstance(opening, Opening):
            return _wait(folder, comparison, Opening)
        comparison = _answer(folder, comparison, opening)
        response = folder.received(Response, comparison)
        if not isinstance(response, Response):
            return _wait(folder, comparison, Response)
        comparison = _find(folder, comparison, opening, response)
    if comparison.lacks is None:
        missing = folder.received(Missing, comparison)
        if not isinstance(missing, Missing):
            return _wait(folder, comparison, Missing)
        folder.save(msgspec.structs.replace(comparison, lacks=missing.numbers, lacks_unnamed=missing.unnamed))
    return "The comparison is complete. Next: samplan-reconcile report"


def _wait(folder: Folder, comparison: Comparison, kind: type[Opening | Response | Missing]) -> str:
    return (
        f"Send what is in `send` to {comparison.other}. Next: put their message at "
        f"{folder.expected(kind, comparison)}, and run this command again"
    )


def _answer(folder: Folder, comparison: Comparison, opening: Opening) -> Comparison:
    """Answer one request, and no second one: each answers as many guesses as it has elements."""
    digest = hashlib.sha256(opening.request).hexdigest()
    if comparison.answered not in {"", digest}:
        raise Refused(
            "another request was answered before under this agreement: a second one needs a new agreement"
        )
    size = asking_size(comparison.pair)
    answer = intersection.answer(_keys(comparison), opening.request, size)
    answered = msgspec.structs.replace(comparison, answered=digest)
    folder.save(answered)
    folder.send(Response(comparison.agreement.digest, comparison.own, comparison.other, answer))
    return answered


def _find(folder: Folder, comparison: Comparison, opening: Opening, response: Response) -> Comparison:
    """Read the answers, forget the keys, and write whom the other register lacks."""
    places = intersection.hits(
        _keys(comparison),
        opening.offer,
        response.answer,
        offer_size=offer_size(comparison.pair, comparison.agreement),
        asking_size=asking_size(comparison.pair),
    )
    hit = [fact for place in places if (fact := comparison.asked[place])]
    outcome = _outcome(hit, opening.anonymous)
    found = msgspec.structs.replace(comparison, outcome=outcome, keys=None, asked=())
    folder.send(missing_there(found, outcome))
    folder.save(found)
    return found


def _keys(comparison: Comparison) -> intersection.Keys:
    if comparison.keys is None:
        raise Refused("the keys of this comparison have been destroyed: begin a new one")
    return comparison.keys


def _outcome(hit: list[Fact], anonymous: int) -> Outcome:
    answers: dict[str, set[Answer]] = defaultdict(set)
    for fact in hit:
        answers[fact.number].add(fact.answer)
    days = frozenset(fact.value for fact in hit if fact.answer is Answer.ANONYMOUS_THEN)
    return Outcome(
        {number: frozenset(of) for number, of in answers.items() if number}, days, anonymous_there=anonymous
    )


def missing_there(comparison: Comparison, outcome: Outcome) -> Missing:
    """A person is named only on legal ground, and not if they may be anonymous there.

    No person is, to a register that has shown fewer than half of this one: its extract is another, or empty.
    """
    people = comparison.register.people.values()
    lacking = [person for person in people if person.number not in outcome.answers]
    is_like = 2 * len(lacking) <= len(people)
    named = [one.number for one in lacking if is_like and _may_be_named(one, comparison, outcome)]
    return Missing(
        agreement=comparison.agreement.digest,
        sender=comparison.own,
        receiver=comparison.other,
        numbers=tuple(sorted(named)),
        unnamed=len(lacking) - len(named),
    )


def _may_be_named(person: Person, comparison: Comparison, outcome: Outcome) -> bool:
    if not comparison.agreement.registers[comparison.other].names_missing:
        return False
    return not may_be_anonymous(person, comparison, outcome)


def may_be_anonymous(person: Person, comparison: Comparison, outcome: Outcome) -> bool:
    """Whether an anonymous participant there may be this person: by in-date where compared, else any."""
    if outcome.anonymous_there == 0:
        return False
    if Column.ANONYMOUS not in comparison.pair.columns or person.first_day is None:
        return True
    return person.first_day.isoformat() in outcome.anonymous_days


def _text(about: Comparison, fact: Fact) -> str:
    """Bound to one agreement, so that elements of two comparisons are never equal."""
    first, second = sorted((about.own, about.other))
    return f"{about.agreement.digest}|{first}|{second}|{fact.answer}|{fact.number}|{fact.value}"
