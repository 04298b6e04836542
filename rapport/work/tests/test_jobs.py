"""Jobs: once a day, one worker at a time, whatever the clock and the others do."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.lib import clock
from rapport.work import jobs
from rapport.work.errors import describe_error
from rapport.work.models import DayDone, Job

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, FRIDAY = date(2010, 2, 1), date(2010, 2, 2), date(2010, 2, 5)
NINE = datetime(2010, 2, 1, 9, tzinfo=UTC)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def run_on(day: date, hour: int = 9) -> list[str]:
    return jobs.run_due(today=day, now=at(day, hour))


class Diary:
    """Writes down when it is called; fails as often as it is told."""

    def __init__(self, failures: int = 0, error: Exception | None = None) -> None:
        self.days: list[date] = []
        self.moments: list[datetime] = []
        self.failures, self.error = failures, error or ValueError("the well is dry")

    def __call__(self, *, today: date | None = None, now: datetime | None = None) -> None:
        if self.failures:
            self.failures -= 1
            raise self.error
        if today:
            self.days.append(today)
        if now:
            self.moments.append(now)


def test_a_daily_job_runs_once_a_day() -> None:
    diary = Diary()
    jobs.daily("walk", diary)
    assert [run_on(MONDAY), run_on(MONDAY), run_on(MONDAY, 23), run_on(TUESDAY)] == [["walk"], [], [], ["walk"]]
    assert diary.days == [MONDAY, TUESDAY]


def test_what_runs_often_writes_nothing_while_there_is_nothing_to_do() -> None:
    diary, letters = Diary(), list[str]()
    jobs.often("send", diary, every=5, is_wanted=lambda now: bool(letters))
    run_on(MONDAY)
    with CaptureQueriesContext(connection) as idle:
        assert run_on(MONDAY, 10) == []
    assert all(query["sql"].startswith("SELECT") for query in idle)
    letters.append("Dear Ana")
    assert run_on(MONDAY, 11) == ["send"]


def test_days_that_were_missed_are_one_run() -> None:
    diary = Diary()
    jobs.daily("walk", diary)
    run_on(MONDAY)
    run_on(FRIDAY)
    assert diary.days == [MONDAY, FRIDAY]


def test_a_clock_that_jumps_forth_and_back_runs_no_day_twice_and_forgets_none() -> None:
    diary = Diary()
    jobs.daily("walk", diary)
    for day in (MONDAY, date(2031, 1, 1), MONDAY, TUESDAY, date(2031, 1, 1), TUESDAY):
        run_on(day)
    assert diary.days == [MONDAY, date(2031, 1, 1), TUESDAY]


def test_a_job_runs_as_often_as_it_says() -> None:
    diary = Diary()
    jobs.often("send", diary, every=5)
    for seconds in (0, 4, 5, 6, 10):
        jobs.run_due(today=MONDAY, now=NINE + timedelta(seconds=seconds))
    assert [(moment - NINE).seconds for moment in diary.moments] == [0, 5, 10]


def test_a_clock_put_back_does_not_silence_a_job() -> None:
    diary = Diary()
    jobs.often("send", diary, every=5)
    for moment in (NINE, NINE - timedelta(minutes=20), NINE - timedelta(days=400)):
        jobs.run_due(today=MONDAY, now=moment)
    assert len(diary.moments) == 3


def test_an_error_is_written_down_and_stops_no_other() -> None:
    bad, good = Diary(failures=1), Diary()
    jobs.daily("bad", bad)
    jobs.daily("good", good)
    assert run_on(MONDAY) == ["bad", "good"]
    row = Job.objects.get(name="bad")
    assert (row.error, row.failures, row.leased_until) == ("ValueError: the well is dry", 1, None)
    assert (Job.objects.get(name="good").error, good.days) == ("", [MONDAY])


def test_a_daily_job_that_failed_is_tried_again_after_a_pause() -> None:
    diary = Diary(failures=2)
    jobs.daily("walk", diary)
    moments = [0, 10, 30, 60, 90, 100]
    ran = [bool(jobs.run_due(today=MONDAY, now=NINE + timedelta(seconds=each))) for each in moments]
    assert ran == [True, False, True, False, True, False]
    row = Job.objects.get()
    assert (diary.days, row.failures, row.error) == ([MONDAY], 0, "")


def test_pauses_grow_to_an_hour_and_no_further() -> None:
    diary = Diary(failures=100)
    jobs.often("send", diary, every=5)
    moment, pauses = NINE, []
    for _time in range(12):
        jobs.run_due(today=MONDAY, now=moment)
        due_at = Job.objects.get().due_at
        assert due_at is not None
        pauses.append(int((due_at - moment).total_seconds()))
        moment = due_at
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600]


def test_a_job_that_another_worker_is_at_is_left_alone() -> None:
    diary = Diary()
    jobs.daily("walk", diary)
    Job.objects.create(name="walk", claim="another", leased_until=clock.real_now() + timedelta(minutes=5))
    assert (run_on(MONDAY), diary.days) == ([], [])


@pytest.mark.parametrize("until", [-timedelta(seconds=1), timedelta(days=300)], ids=["over", "beyond any lease"])
def test_the_lease_of_a_worker_that_died_expires(until: timedelta) -> None:
    diary = Diary()
    jobs.daily("walk", diary)
    Job.objects.create(name="walk", claim="dead", leased_until=clock.real_now() + until)
    assert (run_on(MONDAY), diary.days) == (["walk"], [MONDAY])


def test_who_lost_the_lease_meanwhile_does_not_end_that_of_another() -> None:
    def slow(*, today: date) -> None:
        Job.objects.filter(name="walk").update(claim="another", leased_until=clock.real_now() + jobs.LEASE)

    jobs.daily("walk", slow)
    run_on(MONDAY)
    assert Job.objects.get().claim == "another"
    assert DayDone.objects.count() == 1


def test_a_worker_who_comes_while_another_is_at_it_goes_on() -> None:
    came: list[list[str]] = []

    def walk(*, today: date) -> None:
        came.append(jobs.run_due(today=today, now=at(today)))

    jobs.daily("walk", walk)
    assert run_on(MONDAY) == ["walk"]
    assert came == [[]]


def test_a_job_that_ran_between_our_look_and_our_claim_is_not_run_again() -> None:
    diary = Diary()

    def overtaken(*, today: date) -> None:  # another worker does the second job while we are at the first
        jobs.run_due(today=today, now=at(today))

    jobs.daily("first", overtaken)
    jobs.daily("second", diary)
    assert run_on(MONDAY) == ["first"]
    assert (diary.days, Job.objects.get(name="second").leased_until) == ([MONDAY], None)


def test_one_look_at_nothing_due_costs_two_queries(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(3):
        jobs.daily(f"walk {number}", Diary())
    run_on(MONDAY)
    with django_assert_num_queries(2):
        run_on(MONDAY)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("no host", "OSError: no host"),
        ("", "OSError"),
        ("smtp://ana:sesame@mail.example refused", "OSError: … refused"),
        ("login of ana@reef.example failed", "OSError: login of •••@••• failed"),
        ("token IjEyMyI.aBcDeFgHiJkLmNoPqRsTuVwXyZ0 is stale", "OSError: token … is stale"),
        ("password=sesame is wrong", "OSError: … is wrong"),
        ("line\nand\0line", "OSError: line and␀line"),
    ],
)
def test_an_error_is_kept_without_what_opens_doors(said: str, kept: str) -> None:
    assert describe_error(OSError(said)) == kept
