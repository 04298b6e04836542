"""The life of a record in a real browser, from an empty registry: registered, asked about, advised on, accepted,
public, reminded, confirmed by one press, reported on by a spreadsheet, handed over, ended.

The day is moved by the test. Mails are read where they were written, and answered as a mail server would hand them in.
"""

import io
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from typing import Any

import openpyxl
import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make
from rapport.accounts.roles import grant, holders
from rapport.lib import clock
from rapport.mail.addresses import signed_address
from rapport.mail.incoming import receive
from rapport.mail.models import Letter
from rapport.mail.outbox import release_all
from rapport.registry.history import find_in_force
from rapport.registry.models import JournalEntry, Partnership, Submission
from rapport.sets.query import Query
from rapport.sets.search import answer
from rapport.statistics.figures import compute_figures
from rapport.testing import TODAY, empty_registry, enter_cast
from rapport.work.jobs import run_due

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TELEPHONE = {"width": 360, "height": 740}


class Play:
    """The stage: a site, a browser, and a day that moves."""

    def __init__(self, browser: Browser, address: str, settings: Any) -> None:
        self.browser, self.address, self.settings = browser, address, settings

    def move_to(self, day: date) -> None:
        """The day moves, and what falls due runs."""
        self.settings.RAPPORT_TODAY = day
        run_due(today=clock.today(), now=clock.real_now())

    def visitor(self, **options: Any) -> Page:
        context = self.browser.new_context(base_url=self.address, **options)
        return context.new_page()

    def signed_in(self, person: User, **options: Any) -> Page:
        context: BrowserContext = self.browser.new_context(base_url=self.address, **options)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = django_settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": str(session.session_key), "url": self.address}])
        return context.new_page()


@pytest.fixture
def play(chromium: Browser, live_server: Any, settings: Any) -> Iterator[Play]:
    settings.RAPPORT_DEMO = True  # no second factor, and letters count as sent
    settings.RAPPORT_TODAY = TODAY
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    enter_cast()
    yield Play(chromium, live_server.url, settings)
    empty_registry()


def test_the_life_of_a_record(play: Play) -> None:
    register_in_french(play)
    case = ask_and_be_answered_by_mail(play)
    advise_and_accept(play, case)
    partnership = Partnership.objects.get()
    look_for_it_everywhere(partnership)
    confirm_by_one_press(play, partnership)
    report_by_spreadsheet(play, partnership)
    successor = hand_over(play, partnership)
    end_it(play, partnership, successor)


def register_in_french(play: Play) -> None:
    """A visitor with a telephone, who has no account and gets none to remember."""
    page = play.visitor(viewport=TELEPHONE, locale="fr")
    page.goto("/fr/register/")
    page.locator("main form button").click()
    steps: list[dict[str, str | list[str]]] = [
        {"name": "Guetteurs du lagon"},
        {
            "objectives": "Pêcheurs et écoles de six îles comptent chaque mois les poissons de leurs lagons.",
            "targets": "Quarante lagons suivis chaque mois d’ici à 2012.",
        },
        {"primary": ["oceans-seas"], "dimensions": ["economic", "social", "environmental"]},
    ]
    for answers in steps:
        fill(page, answers)
        page.click("button[value=next]")
    choose_commitment(page)
    add_partners(page)
    fill(page, {"scope": ["regional"], "regions": ["asia-pacific"], "countries": "Fidji\nSamoa"})
    page.click("button[value=next]")
    fill(page, {"started_on": "2009-03", "open_ended": ["yes"], "added_value": ["new"]})
    page.click("button[value=next]")
    fill(page, {"finance": ["secured"], "in_kind": ["staff"], "mechanisms": ["training"]})
    page.click("button[value=next]")
    fill(page, {"governance": "Un comité d’une personne par île.", "monitoring": "Publication chaque trimestre."})
    page.click("button[value=next]")
    page.click("button[value=next]")  # deliverables can wait
    fill(page, {"contact_name": "Mere Tui", "contact_email": "mere@example.org"})
    page.click("button[value=review]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    press(page, page.locator("main form button").first)
    assert page.url.endswith("/case/"), page.locator("main").inner_text()[:3000]
    assert Submission.objects.get().state == Submission.State.SUBMITTED


def press(page: Page, button: Locator) -> None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation():
        button.click()


def fill(page: Page, answers: dict[str, Any]) -> None:
    for name, given in answers.items():
        if isinstance(given, str):
            page.fill(f"[name={name}]", given)
        else:
            for value in given:
                page.check(f"[name={name}][value='{value}']")


def choose_commitment(page: Page) -> None:
    box = page.locator("[name=commitment][value='jpoi:iv']")
    box.evaluate("each => { each.closest('details').open = true; }")
    box.check()
    page.click("button[value=add]")
    page.fill("[name='why-jpoi:iv']", "Les fermetures saisonnières maintiennent les stocks.")
    page.click("button[value=next]")


def add_partners(page: Page) -> None:
    page.fill("[name=partner-0-name]", "Regional Reef Programme")
    page.select_option("[name=partner-0-role]", "lead")
    page.click("button[value=add]")
    page.fill("[name=partner-1-name]", "Lagons Vivants")
    page.click("button[value=add]")
    page.select_option("[name=partner-1-type]", "ngo")
    page.fill("[name=partner-1-country]", "Fidji")
    page.click("button[value=next]")


def ask_and_be_answered_by_mail(play: Play) -> Submission:
    """An officer asks; the focal point answers the mail; the answer stands in the case."""
    olga = find_or_make("olga@example.org", name="Olga")
    grant(olga, Role.OFFICER)
    case = Submission.objects.get()
    page = play.signed_in(olga)
    page.goto("/en/desk/")
    page.click(".desk > nav >> text=Cases")
    page.click("text=Guetteurs du lagon")
    page.click("button[value=claim]")
    page.fill("#text", "Who pays for the boats?")
    page.click("button[value=ask]")
    letter = Letter.objects.get(template="screening/asked")
    assert letter.language == "fr"
    take_in_answer(
        letter, "Les deux gouvernements, jusqu’en 2015.\n\nLe 1 févr. 2010, le registre a écrit :\n> Who pays?"
    )
    case.refresh_from_db()
    assert case.state == Submission.State.SUBMITTED
    page.reload()
    assert page.locator("text=Les deux gouvernements, jusqu’en 2015.").is_visible()
    assert not page.locator("text=Who pays?\n").is_visible()
    return case


def take_in_answer(letter: Letter, text: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = letter.email, f"Re: {letter.subject}"
    mail["To"] = to = signed_address("reply", letter.pk)
    mail["In-Reply-To"] = f"<{letter.message_id}>"
    mail["Message-ID"] = "<answer-1@example.org>"
    mail.set_content(text)
    receive(mail.as_bytes(), sender=letter.email, recipients=[to], now=clock.real_now())


def advise_and_accept(play: Play, case: Submission) -> None:
    """An adviser advises, the officer accepts, the letter is proof-read and goes out."""
    ada = find_or_make("ada@example.org", name="Ada")
    grant(ada, Role.ADVISER)
    page = play.signed_in(ada)
    page.goto(f"/en/desk/cases/{case.pk}/")
    page.fill("#text", "Sound, and nobody else does it there.")
    page.select_option("[name=verdict]", "for")
    page.click("button[value=advise]")
    assert not page.locator("button[value=accept]").is_visible()
    page = play.signed_in(User.objects.get(email="olga@example.org"))
    page.goto(f"/en/desk/cases/{case.pk}/")
    assert page.locator("text=nobody else does it there").is_visible()
    page.click("button[value=accept]")
    letter = Letter.objects.get(template="screening/accepted")
    assert letter.state == Letter.State.HELD
    release_all([letter.pk])
    run_due(today=clock.today(), now=clock.real_now())
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def look_for_it_everywhere(partnership: Partnership) -> None:
    """Public and counted at once, in every facet that it has a value of, and in the statistics."""
    for query in (
        Query.of("guetteurs"), Query.of(theme="oceans-seas"), Query.of(primary="oceans-seas"), Query.of(country="FJ"),
        Query.of(region="asia-pacific"), Query.of(scope="regional"), Query.of(commitment="jpoi:iv"),
        Query.of(partner_type="ngo"), Query.of(lead="intergovernmental"), Query.of(mechanism="training"),
        Query.of(finance="secured"), Query.of(in_kind="staff"), Query.of(freshness="green"), Query.of(language="fr"),
        Query.of(time_frame="open-ended"), Query.of(organization="lagons-vivants"),
    ):  # fmt: skip
        assert answer(query, today=clock.today()).numbers == [partnership.pk], query.path()
    figures = {figure.id: figure for figure in compute_figures(today=clock.today(), cycle="2010-2011")}
    counted = ("total", "themes.primary.oceans-seas", "scope.regional", "partners.with.major-group", "freshness.green")
    assert {figures[name].numerator for name in counted} == {1}


def confirm_by_one_press(play: Play, partnership: Partnership) -> None:
    """Eleven months later the reminder goes out; following the link changes nothing, one press confirms."""
    play.move_to(date(2011, 1, 3))
    letter = Letter.objects.get(template__startswith="upkeep/")
    assert (letter.email, letter.language) == ("mere@example.org", "fr")
    page = play.visitor(viewport=TELEPHONE)
    page.goto(link_in(letter))
    before = JournalEntry.objects.count()
    page.reload()
    assert JournalEntry.objects.count() == before
    page.locator("main form button[name=one]").click()
    newest = JournalEntry.objects.order_by("number").last()
    assert newest is not None
    assert (newest.kind, newest.role, newest.channel) == ("confirmed", "focal-point", "link")
    assert newest.happened_on == date(2011, 1, 3)
    assert answer(Query.of(freshness="green"), today=clock.today()).numbers == [partnership.pk]


def link_in(letter: Letter) -> str:
    found = re.search(r"https?://\S+?/u/[^/)\s]+/", letter.body)
    assert found, letter.body
    return found[0]


def report_by_spreadsheet(play: Play, partnership: Partnership) -> None:
    """The focal point takes the report as a spreadsheet, fills it in off-line, and brings it back."""
    mere = User.objects.get(email="mere@example.org")
    page = play.signed_in(mere, viewport=TELEPHONE)
    page.goto("/fr/mine/")
    page.locator("form[action$='/report/'] button").click()
    page.click("button[value=review]")
    with page.expect_download() as download:
        page.click("a[href$='/sheet/']")
    path = download.value.path()
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    for row in book["answers"].iter_rows(min_row=3):
        code = str(row[0].value)
        row[3].value = {
            "summary": "Deux ateliers, et trente lagons suivis.", "activities=workshops": "x",
            "did-jpoi:iv": "Les prises ont diminué d’un cinquième.",
        }.get(code, row[3].value)  # fmt: skip
    file = io.BytesIO()
    book.save(file)
    page.set_input_files("[name=file]", {"name": "rapport.xlsx", "mimeType": "", "buffer": file.getvalue()})
    page.locator("form[enctype] button").click()
    page.locator("main form button").first.click()
    page.wait_for_url("**/case/")
    found = find_in_force(partnership.public_id, as_at=clock.today())
    assert found is not None
    (report,) = found.document.reports
    assert (report.activities, report.contributions[0].code) == (("workshops",), "iv")
    assert found.reported_on == clock.today()
    public = play.visitor()
    public.goto(f"/fr/partnerships/{partnership.public_id}/")
    assert public.locator("text=trente lagons suivis").first.is_visible()


def hand_over(play: Play, partnership: Partnership) -> User:
    """Mere names Tomasi; he accepts by the link in his letter."""
    page = play.signed_in(User.objects.get(email="mere@example.org"))
    page.goto("/en/accounts/me/")
    page.click("text=Hand over")
    page.fill("main [name=email]", "tomasi@example.org")
    page.fill("main [name=name]", "Tomasi")
    press(page, page.locator("main >> text=Send the letter"))
    letter = Letter.objects.filter(email="tomasi@example.org").latest("pk")
    address = re.search(r"https?://[^\s)>]+/offer/[^\s)>]+", letter.body)
    assert address, letter.body
    page = play.visitor(viewport=TELEPHONE)
    page.goto(address[0])
    press(page, page.locator("main form button").first)
    (held,) = holders(partnership.public_id, Role.FOCAL_POINT)
    assert held.user.email == "tomasi@example.org"
    return held.user


def end_it(play: Play, partnership: Partnership, successor: User) -> None:
    """Asked again a year later, the successor says that it has ended; the page says so, and nobody is asked again."""
    play.move_to(date(2012, 1, 16))
    letter = Letter.objects.filter(template="upkeep/reminder", email=successor.email).latest("pk")
    page = play.visitor()
    page.goto(link_in(letter))
    page.click("a[href*='/ended/']")
    page.check("[name=status][value=completed]")
    page.fill("[name=on]", "2011-12")
    press(page, page.locator("main form button").first)
    found = find_in_force(partnership.public_id, as_at=clock.today())
    assert found is not None
    assert (found.document.status, str(found.document.status_on)) == ("completed", "2011-12")
    public = play.visitor()
    public.goto(f"/en/partnerships/{partnership.public_id}/")
    assert "completed" in public.content().lower()
    written = Letter.objects.filter(template="upkeep/reminder").count()
    play.move_to(date(2013, 3, 1))
    assert Letter.objects.filter(template="upkeep/reminder").count() == written
