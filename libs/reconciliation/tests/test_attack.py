"""With one side's keys and all messages, nothing is learnt of the other's set beyond the agreed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from libs.reconciliation.tests.parties import agreement, carry, extracts
from libs.reconciliation.tests.seeded import number_of, seeded
from private_set_intersection.python import Request, Response, ServerSetup, client, server

from samplan.reconciliation.extract.register import Register
from samplan.reconciliation.matching.elements import Answer
from samplan.reconciliation.matching.folder import Folder
from samplan.reconciliation.matching.intersection import Keys, answer, new_keys, padded, request
from samplan.reconciliation.matching.messages import Opening, decode
from samplan.reconciliation.matching.messages import Response as Answered
from samplan.reconciliation.matching.steps import continue_comparison, open_comparison
from samplan.reconciliation.refusal import Refused

AGREED = agreement(people=6, ended=4, anonymous=1)
VICTIM = number_of(5)


class Overheard:
    """All messages of a comparison of SUS and SCB, and the keys of both; the attacker is SUS."""

    def __init__(self, home: Path) -> None:
        registers = extracts(seeded(people=6, of_each=0), home)
        everybody = registers["sus"].people
        few = {number: of for number, of in everybody.items() if number != VICTIM}
        self.sus, self.scb = home / "sus-scb", home / "scb-sus"
        open_comparison(Folder(self.sus), AGREED, without(registers["sus"], few), "scb")
        open_comparison(Folder(self.scb), AGREED, registers["scb"], "sus")
        self.keys = {path: Folder(path).load().keys for path in (self.sus, self.scb)}
        carry(self.sus, self.scb)
        for path in (self.sus, self.scb):
            continue_comparison(Folder(path))

    def elements(self) -> set[bytes]:
        """Every encrypted element that SCB has sent."""
        opening = decode(self.scb / "send/1-scb-to-sus.msg")
        answered = decode(self.scb / "send/2-scb-to-sus.msg")
        assert isinstance(opening, Opening)
        assert isinstance(answered, Answered)
        setup, asked, response = ServerSetup(), Request(), Response()
        setup.ParseFromString(opening.offer)
        asked.ParseFromString(opening.request)
        response.ParseFromString(answered.answer)
        return {*setup.raw.encrypted_elements, *asked.encrypted_elements, *response.encrypted_elements}


def without(register: Register, people: Mapping[str, object]) -> Register:
    kept = {number: of for number, of in register.people.items() if number in people}
    return Register(
        register.name, kept, register.anonymous, register.protected, register.wrong, register.rows
    )


def everybody_born_that_day(day: str) -> list[str]:
    """All numbers of a birth date: about a thousand."""
    nines = [f"{day[2:]}{serial:03}" for serial in range(1, 1_000)]
    return [f"{day[:2]}{nine}{check(nine)}" for nine in nines]


def check(nine: str) -> int:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(nine)]
    return -sum(one // 10 + one % 10 for one in doubled) % 10


def guessed(numbers: Iterable[str], keys: Keys) -> set[bytes]:
    """Each guess under each key of a party, once and by both."""
    texts = [f"{AGREED.digest}|scb|sus|{Answer.KNOWN}|{number}|" for number in numbers]
    asking = client.CreateFromKey(keys.asking, reveal_intersection=True)
    offering = client.CreateFromKey(keys.offering, reveal_intersection=True)
    once = asking.CreateRequest(texts)
    twice = server.CreateFromKey(keys.offering, reveal_intersection=True).ProcessRequest(once)
    return {
        *once.encrypted_elements,
        *offering.CreateRequest(texts).encrypted_elements,
        *twice.encrypted_elements,
    }


def stripped(elements: set[bytes], keys: Keys) -> set[bytes]:
    """What was sent, with a party's keys applied once more."""
    again = Request(reveal_intersection=True, encrypted_elements=sorted(elements))
    applied = [
        server.CreateFromKey(key, reveal_intersection=True).ProcessRequest(again).encrypted_elements
        for key in (keys.asking, keys.offering)
    ]
    return elements.union(*applied)


@pytest.mark.slow
def test_trying_everybody_born_on_a_day_finds_no_person_without_the_others_key(tmp_path: Path) -> None:
    heard = Overheard(tmp_path)
    own, others = heard.keys[heard.sus], heard.keys[heard.scb]
    assert own
    assert others
    guesses = everybody_born_that_day(VICTIM[:8])
    assert VICTIM in guesses
    assert guessed(guesses, own) & stripped(heard.elements(), own) == set()
    assert guessed(guesses, others) & heard.elements()  # the attack works with the key that it lacks


def test_messages_are_of_the_agreed_size_whatever_the_register_holds(tmp_path: Path) -> None:
    registers = extracts(seeded(people=6, of_each=0), tmp_path)
    one = dict(list(registers["sus"].people.items())[:1])
    sizes = set()
    for place, register in enumerate((registers["sus"], without(registers["sus"], one))):
        message = decode(open_comparison(Folder(tmp_path / f"{place}"), AGREED, register, "scb"))
        assert isinstance(message, Opening)
        sizes.add((len(message.offer), len(message.request)))
    assert len(sizes) == 1


def test_equal_registers_have_no_element_in_common_in_two_comparisons(tmp_path: Path) -> None:
    registers = extracts(seeded(people=6, of_each=0), tmp_path)
    seen = []
    for name in ("one", "two"):
        message = decode(open_comparison(Folder(tmp_path / name), AGREED, registers["sus"], "scb"))
        assert isinstance(message, Opening)
        setup, asked = ServerSetup(), Request()
        setup.ParseFromString(message.offer)
        asked.ParseFromString(message.request)
        seen += [set(setup.raw.encrypted_elements), set(asked.encrypted_elements)]
    assert sum(map(len, seen)) == len(set.union(*seen))


def test_a_request_with_more_guesses_than_agreed_is_not_answered() -> None:
    keys = new_keys()
    guesses = request(keys, padded([number_of(index) for index in range(5)], 5))
    with pytest.raises(Refused, match="the message has 5 elements, and 4 are agreed"):
        answer(keys, guesses, 4)


def test_the_places_of_elements_tell_nothing_of_the_register() -> None:
    numbers = [number_of(index) for index in range(50)]
    mixed = padded(numbers, 100)
    assert set(numbers) < set(mixed)
    assert [one for one in mixed if one in numbers] != numbers
    assert mixed[:50] != numbers
