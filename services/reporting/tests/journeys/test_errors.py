"""A referral of the wrong person, and one registered in error, in the figures."""

from services.reporting.tests.examples import Person
from services.reporting.tests.given import given
from services.reporting.tests.journeys.test_journeys import WITH_PLAN, cell
from services.reporting.tests.other_outcomes import entered_in_error

from samplan.contracts.codes import ExitClass, Sex

ANNA = Person()


class TestRegisteredInError:
    def test_is_no_participation(self) -> None:
        given(*WITH_PLAN, ANNA.elsewhere(exit_class=ExitClass.REGISTERED_IN_ERROR)).then_counted(
            cell("reached", "referred", on=0, sex=""),
            cell("left", "referred", "registered_in_error", on=120, sex=""),
        ).then_not_counted("enrolled", "exit", "plan")

    def test_keeps_the_person_out_of_every_figure_by_sex(self) -> None:
        journey = given(*WITH_PLAN, ANNA.elsewhere(exit_class=ExitClass.REGISTERED_IN_ERROR)).journey()
        assert journey is not None
        assert journey.sex is Sex.WOMAN
        assert not journey.is_enrolled


class TestEnteredInError:
    """R-13: a referral of the wrong person leaves every figure; its facts stay."""

    def test_is_in_no_figure(self) -> None:
        assert given(*WITH_PLAN, ANNA.to_work(), entered_in_error(ANNA)).journey() is None

    def test_is_the_same_whichever_topic_comes_first(self) -> None:
        assert given(ANNA.referred(), entered_in_error(ANNA), *WITH_PLAN[1:]).journey() is None
