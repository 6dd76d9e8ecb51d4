from services.planning.tests.examples import (
    AFTER_CONSENT,
    AUGUST_15,
    CARE,
    CIRCLE,
    CITY,
    CONSENT,
    CONSENT_UNTIL,
    ENROLLED_ON,
    ENROLMENT,
    GRANTED_ON,
    KEEPER,
    MAY_2,
    OUTSIDER,
    PLAN,
    PLAN_CLOSED,
    PLAN_OPENED,
    agencies_named,
    granted_consent,
    opened,
    revoked_consent,
    sharing_closed,
)

from planning.opening.plan_opened import open_plan
from planning.plan import Plan
from planning.sharing.known_consent import ConsentEnd, KnownConsent
from planning.sharing.share_plan import apply_consent
from samplan.testing.given import given


class TestOpenPlan:
    def test_names_the_agencies_when_the_consent_is_known(self) -> None:
        (
            given()
            .when(open_plan, PLAN, consent=granted_consent(), on=ENROLLED_ON, **ENROLMENT)
            .then(opened(), agencies_named())
        )

    def test_is_shared_but_names_no_agency_while_the_consent_is_unknown(self) -> None:
        unknown = KnownConsent.mentioned(CONSENT)
        outcome = given().when(open_plan, PLAN, consent=unknown, on=ENROLLED_ON, **ENROLMENT)
        outcome.then(opened())
        assert not any(outcome.aggregate.is_open_to(agency) for agency in CIRCLE)

    def test_is_withheld_when_the_consent_is_already_revoked(self) -> None:
        (
            given()
            .when(open_plan, PLAN, consent=revoked_consent(), on=ENROLLED_ON, **ENROLMENT)
            .then(opened(shared=False), sharing_closed(on=ENROLLED_ON), agencies_named(shared=False))
        )


class TestApplyConsent:
    def test_names_the_agencies_once(self) -> None:
        given(opened()).when(apply_consent, granted_consent(), GRANTED_ON).then(agencies_named(GRANTED_ON))
        given(*PLAN_OPENED).when(apply_consent, granted_consent(), GRANTED_ON).then_nothing()

    def test_closes_sharing_once(self) -> None:
        given(*PLAN_OPENED).when(apply_consent, revoked_consent(), MAY_2).then(sharing_closed())
        given(*PLAN_CLOSED).when(apply_consent, revoked_consent(), MAY_2).then_nothing()


class TestSharing:
    def test_lasts_through_the_consents_last_day(self) -> None:
        plan = given(*PLAN_OPENED).aggregate(Plan)
        assert plan.is_shared_on(CONSENT_UNTIL)
        assert not plan.is_shared_on(AFTER_CONSENT)

    def test_has_ended_for_every_day_once_it_is_closed(self) -> None:
        plan = given(*PLAN_CLOSED).aggregate(Plan)
        assert not plan.is_shared_on(ENROLLED_ON)

    def test_is_open_to_the_agencies_named_and_no_other(self) -> None:
        plan = given(*PLAN_OPENED).aggregate(Plan)
        assert [agency for agency in (*CIRCLE, OUTSIDER) if plan.is_open_to(agency)] == list(CIRCLE)

    def test_leaves_the_record_with_its_keeper_when_it_closes(self) -> None:
        plan = given(*PLAN_CLOSED).aggregate(Plan)
        assert [agency for agency in (KEEPER, CITY, CARE) if plan.is_open_to(agency)] == [KEEPER]


class TestKnownConsent:
    def test_covers_an_enrolment_while_nothing_else_is_known(self) -> None:
        assert KnownConsent.mentioned(CONSENT).covers(ENROLLED_ON)

    def test_covers_its_last_day_and_not_the_next(self) -> None:
        assert granted_consent().covers(CONSENT_UNTIL)
        assert not granted_consent().covers(AFTER_CONSENT)

    def test_covers_nothing_once_it_has_ended(self) -> None:
        assert not revoked_consent().covers(ENROLLED_ON)

    def test_keeps_its_first_end(self) -> None:
        consent = revoked_consent()
        consent.note_end(ConsentEnd.EXPIRED, AUGUST_15)
        assert consent.ended is ConsentEnd.REVOKED

    def test_records_a_repeated_note_once(self) -> None:
        consent = revoked_consent()
        consent.note_plan(PLAN)
        consent.collect_events()
        consent.note_grant(CIRCLE, CONSENT_UNTIL)
        consent.note_end(ConsentEnd.REVOKED, MAY_2)
        consent.note_plan(PLAN)
        assert consent.collect_events() == []
