"""Events as iCalendar, read back by icalendar itself: every set, every language, changes, cancellations."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rapport.events.announcing import Told, ToldText
from rapport.events.calendars import write_calendar
from rapport.events.models import Event, EventText, Notice
from rapport.events.shelves import SHELF
from rapport.events.tests.conftest import MORNING, change, hold, read_calendar
from rapport.events.times import When, find_mistakes
from rapport.events.zone_changes import describe_zone, find_changes
from rapport.events.zones import known_zones, zone_of
from rapport.testing import NOW

PATH = "/en/events/calendar.ics"


@pytest.mark.django_db
def test_a_place_is_written_with_the_comma_of_its_language(client):
    hold(ar="الشعاب", place="المدرسة، الميناء", country="KE")
    (told,) = read_calendar(client, "/ar/events/calendar.ics")
    assert str(told["LOCATION"]) == "المدرسة، الميناء، كينيا"


@pytest.mark.django_db
def test_an_event_is_told_with_all_that_calendars_know(client):
    event = hold(
        fr="Récifs et écoles", summary="Divers teach.", place="Hall 2", country="PT", themes=";water;", **MORNING
    )
    (told,) = read_calendar(client)
    assert (str(told["UID"]), told["SEQUENCE"], str(told["STATUS"])) == (event.uid, 0, "CONFIRMED")
    assert event.uid.endswith("@127.0.0.1")
    assert (str(told["SUMMARY"]), told["SUMMARY"].params["LANGUAGE"]) == ("Reefs and schools", "en")
    assert (str(told["DESCRIPTION"]), str(told["LOCATION"])) == ("Divers teach.", "Hall 2, Portugal")
    assert [str(each) for each in told["CATEGORIES"].cats] == ["Water"]
    assert str(told["URL"]) == f"http://127.0.0.1:8000/en/events/{event.slug}/"
    assert told["DTSTAMP"].dt == told["LAST-MODIFIED"].dt
    assert told.start == datetime(2010, 5, 3, 9, tzinfo=zone_of("Europe/Lisbon"))
    (french,) = read_calendar(client, "/fr/events/calendar.ics")
    assert (str(french["SUMMARY"]), french["SUMMARY"].params["LANGUAGE"]) == ("Récifs et écoles", "fr")
    assert [str(each) for each in french["CATEGORIES"].cats] == ["Eau"]
    (arabic,) = read_calendar(client, "/ar/events/calendar.ics")
    assert arabic["SUMMARY"].params["LANGUAGE"] == "en"


@pytest.mark.django_db
def test_a_calendar_says_what_it_is_and_when_to_ask_again(client):
    hold(themes=";water;")
    calendar = Calendar.from_ical(client.get(f"{PATH}?theme=water").content)
    assert str(calendar["X-WR-CALNAME"]) == "Events · Water · Rapport"
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert str(calendar["URL"]) == "http://127.0.0.1:8000/en/events/?theme=water"
    assert client.get(PATH)["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Both", "Energy", "Water"]),
        ("theme=water", ["Both", "Water"]),
        ("theme=water&kind=fair", ["Water"]),
        ("region=africa", ["Energy"]),
        ("year=2009", ["Energy"]),
        ("when=upcoming", ["Both", "Water"]),
        ("when=past", ["Energy"]),
        ("partnership=P-1", ["Both"]),
        ("language=fr", ["Both"]),
        ("q=energy", ["Energy"]),
        ("theme=nonsense", []),
    ],
)
def test_every_set_is_a_calendar(client, query, titles):
    hold("Water", themes=";water;", kind_of="fair")
    hold("Energy", themes=";energy;", starts_on=date(2009, 3, 1), regions=";africa;")
    hold("Both", fr="Les deux", themes=";water;energy;", partnerships=";P-1;")
    assert sorted(str(each["SUMMARY"]) for each in read_calendar(client, f"{PATH}?{query}")) == titles


@pytest.mark.django_db
def test_whole_days_end_with_the_day_after_the_last(client):
    hold(ends_on=date(2010, 5, 5))
    (told,) = read_calendar(client)
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (date(2010, 5, 3), date(2010, 5, 6))
    assert told["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "change_on", "hours"),
    [("Europe/Lisbon", date(2010, 3, 28), 23), ("America/New_York", date(2010, 11, 7), 25)],
)
def test_a_zone_is_described_across_its_summer_time(client, zone, change_on, hours):
    """By what the file itself says of the zone, not by what the reader's machine knows."""
    noon = {"starts_at": time(12), "ends_at": time(12), "time_zone": zone}
    hold(starts_on=change_on - timedelta(days=1), ends_on=change_on, **noon)
    calendar = Calendar.from_ical(client.get(PATH).content)
    (told,), (described,) = calendar.events, calendar.timezones
    own = described.to_tz(lookup_tzid=False)
    starts, ends = (told[name].dt.replace(tzinfo=own) for name in ("DTSTART", "DTEND"))
    assert ends.astimezone(UTC) - starts.astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "zone", ["Europe/Lisbon", "America/New_York", "Asia/Tokyo", "Africa/Casablanca", "Australia/Lord_Howe"]
)
def test_each_change_of_the_clocks_is_dated_by_the_clocks_before_it(zone):
    parts = describe_zone(zone, 2009, 2011).subcomponents
    assert len(parts) == 1 + len(
        list(find_changes(zone, datetime(2009, 1, 1, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC)))
    )
    for part in parts[1:]:
        change = (part["DTSTART"].dt - part["TZOFFSETFROM"].td).replace(tzinfo=UTC)
        before, after = (
            (change - wait).astimezone(zone_of(zone)).utcoffset() for wait in (timedelta(seconds=1), timedelta())
        )
        assert (before, after) == (part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td)
    changes = [str(part["DTSTART"].dt) for part in describe_zone("America/New_York", 2010, 2010).subcomponents[1:]]
    assert changes == ["2010-03-14 02:00:00", "2010-11-07 02:00:00"]


@pytest.mark.django_db
def test_a_change_of_time_place_title_or_status_makes_the_sequence_grow_and_other_words_do_not(client):
    event = hold(fr="Récifs", place="Hall 1")
    steps = [
        ({"body": "<p>A word</p>"}, 0), ({"summary": "Other words."}, 0), ({"themes": ";water;"}, 0),
        ({"starts_on": date(2010, 5, 4)}, 1), ({"place": "Hall 2"}, 2), ({"title": "Reefs"}, 3),
        ({"title": "Des récifs", "language": "fr"}, 4), ({"status": "cancelled"}, 5), ({"status": "cancelled"}, 5),
    ]  # fmt: skip
    for fields, sequence in steps:
        event = change(event, **fields)
        assert (fields, read_calendar(client)[0]["SEQUENCE"]) == (fields, sequence)
    assert str(read_calendar(client)[0]["STATUS"]) == "CANCELLED"


@pytest.mark.django_db
def test_a_new_translation_moves_nothing(client):
    event = hold()
    event.texts = [*event.texts.all(), EventText(language="fr", title="Récifs")]
    event.save_revision().publish()
    assert read_calendar(client, "/fr/events/calendar.ics")[0]["SEQUENCE"] == 0
    assert str(read_calendar(client, "/fr/events/calendar.ics")[0]["SUMMARY"]) == "Récifs"


@pytest.mark.django_db
def test_an_older_revision_brings_no_older_sequence_back(client):
    event = hold()
    old = event.latest_revision
    change(event, starts_on=date(2010, 5, 4))
    old.publish()
    (told,) = read_calendar(client)
    assert (told["SEQUENCE"], told["DTSTART"].dt, str(told["UID"])) == (2, date(2010, 5, 3), event.uid)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "away", [lambda event: event.unpublish(), lambda event: event.delete()], ids=["unpublished", "deleted"]
)
def test_what_is_withdrawn_is_told_as_cancelled(client, away):
    event = hold("Water day", themes=";water;")
    away(event)
    for query in ("?theme=water", "?q=water"):
        (told,) = read_calendar(client, PATH + query)
        assert (str(told["STATUS"]), told["SEQUENCE"], str(told["UID"])) == ("CANCELLED", 1, event.uid)
    assert read_calendar(client, f"{PATH}?theme=energy") == []
    assert str(read_calendar(client, "/en/events/water-day/event.ics")[0]["STATUS"]) == "CANCELLED"
    assert client.get("/en/events/water-day/").status_code == 404


@pytest.mark.django_db
def test_what_comes_back_is_confirmed_again(client):
    event = hold()
    event.unpublish()
    Event.objects.get().save_revision().publish()
    (told,) = read_calendar(client)
    assert (str(told["STATUS"]), told["SEQUENCE"]) == ("CONFIRMED", 2)


@pytest.mark.django_db
def test_a_draft_is_told_to_nobody(client):
    event = Event(starts_on=date(2010, 5, 3), live=False)
    event.texts = [EventText(language="en", title="Draft")]
    event.save()
    event.save_revision()
    event.delete()
    assert read_calendar(client) == []


@pytest.mark.django_db
def test_who_has_it_is_told_so_until_something_changes(client):
    event = hold()
    first = client.get(PATH)
    assert client.get(PATH, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(PATH, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    event.unpublish()
    assert client.get(PATH, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert "Last-Modified" not in client.get(f"{PATH}?when=upcoming")


@pytest.mark.django_db
def test_one_event_is_a_calendar(client):
    event = hold(**MORNING)
    hold("Another")
    (told,) = read_calendar(client, f"/en/events/{event.slug}/event.ics")
    assert str(told["UID"]) == event.uid
    assert client.get("/en/events/nonsense/event.ics").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_calendar_asks_the_same_whatever_its_length(client, count, django_assert_num_queries):
    for number in range(count):
        hold(f"Event {number}", **MORNING)
    with django_assert_num_queries(3):
        assert len(read_calendar(client)) == count


@pytest.mark.django_db
def test_words_that_would_be_other_lines_are_words(client):
    hostile = "Reefs\r\nEND:VEVENT\r\nBEGIN:VALARM; , \\ \x0b: ana@example.org"
    hold(hostile, summary=hostile, place=hostile[:200], online="https://meet.example.org/a;b,c")
    content = client.get(PATH).content
    calendar = Calendar.from_ical(content)
    (told,) = calendar.events
    assert told.subcomponents == []
    assert "END:VEVENT" in str(told["SUMMARY"])
    assert b"ana@example.org" not in content
    assert str(told["CONFERENCE"]) == "https://meet.example.org/a;b,c"


@st.composite
def valid_times(draw):
    """Any times that the form would take."""
    zone = draw(st.sampled_from(sorted(known_zones())))
    first = draw(st.dates(date(1970, 1, 1), date(2100, 12, 1)))
    last = draw(st.none() | st.integers(0, 20).map(lambda days: first + timedelta(days=days)))
    minutes = st.times().map(lambda at: at.replace(microsecond=0))
    start, end = draw(st.none() | minutes), draw(st.none() | minutes)
    when = When(first, start, last, end, zone)
    mistakes = find_mistakes(first, start, last, end, zone)
    return when if not mistakes else When(first, None, last, None, zone)


@given(valid_times())
def test_any_valid_times_come_back_the_same(when):
    text = ToldText(title="A", place="", summary="")
    told = Told(
        slug="a", language="en", kind_of="fair", status="confirmed", starts_on=when.starts_on, starts_at=when.starts_at,
        ends_on=when.ends_on, ends_at=when.ends_at, time_zone=when.time_zone, country="", online="", themes="",
        regions="", partnerships="", texts={"en": text},
    )  # fmt: skip
    notice = Notice(uid="a@example.org", slug="a", told=told.model_dump_json(), changed_at=NOW)
    again = Told.model_validate_json(notice.told)
    written = write_calendar([(notice, again)], name="A", address="https://example.org/", shelf=SHELF, reader="en")
    (event,) = Calendar.from_ical(written).events
    if when.begins is None:
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (when.starts_on, when.last_on + timedelta(days=1))
        return
    assert event["DTSTART"].dt == when.begins
    assert (event["DTEND"].dt if "DTEND" in event else None) == when.ends
    assert event["DTSTART"].dt.astimezone(UTC) == when.begins.astimezone(UTC)
