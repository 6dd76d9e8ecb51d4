from datetime import date

import pytest

from samplan.contracts.codes import Sex
from simulator.stories.personnummer import check_digit, serials, synthetic_number


class TestSyntheticNumber:
    def test_ends_in_the_check_digit_of_the_official_example(self) -> None:
        assert check_digit("811218987") == 6

    @pytest.mark.parametrize("sex", list(Sex))
    def test_says_the_sex_in_its_ninth_digit(self, sex: Sex) -> None:
        numbers = [synthetic_number(date(1984, 2, 29), serial) for serial in serials(sex)]

        assert {int(number[10]) % 2 for number in numbers} == {0 if sex is Sex.WOMAN else 1}

    def test_stays_inside_the_serials_for_test_numbers(self) -> None:
        every = [*serials(Sex.WOMAN), *serials(Sex.MAN)]

        assert sorted(every) == list(range(980, 1000))
