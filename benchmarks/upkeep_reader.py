"""People at their mail: letters bounce, are read, forgotten, or answered over the link, in the pages themselves."""

import html
import re
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from django.test import Client

from benchmarks.upkeep_world import Person, World
from rapport.mail.models import Letter
from rapport.upkeep.bounces import take_bounce

_LINK = re.compile(r"https?://[^/\s]+(/\S+/u/[^\s>]+)")


class Reader:
    """Everybody's mailbox."""

    def __init__(self, world: World) -> None:
        self.world, self.client, self.newest = world, Client(), 0
        self.later: dict[date, list[tuple[str, Letter]]] = defaultdict(list)

    def pass_day(self, today: date) -> None:
        for letter in Letter.objects.filter(pk__gt=self.newest, template__startswith="upkeep/").order_by("pk"):
            self.newest = letter.pk
            self._deliver(letter, today)
        for what, letter in self.later.pop(today, ()):
            if what == "bounce":
                take_bounce(letter, hard=True, now=datetime.combine(today, time(10), UTC))
            else:
                self._read(letter)

    def _deliver(self, letter: Letter, today: date) -> None:
        world, person = self.world, self.world.people[letter.email]
        if not person.has_mailbox:
            self.later[today + timedelta(days=world.rules["days"]["until_bounce"])].append(("bounce", letter))
        elif world.happens("reads" if person.is_there else "colleague_reads"):
            self.later[today + world.delay("until_read")].append(("read", letter))

    def _read(self, letter: Letter) -> None:
        person, world = self.world.people[letter.email], self.world
        if world.happens("forgets"):
            return
        path = _LINK.search(letter.body)[1]
        page = self._get(path)
        if page is None:
            return
        pages = dict.fromkeys(re.findall(r'name="one" value="([^":]+):', page), path)
        if 'name="take"' in page:
            self._take_all(path, page, letter)
            return
        if letter.template == "upkeep/invitation" and not pages:
            if "taken-on" in page:
                self._take_on(path, page)
            return
        if not pages:
            return
        if not person.is_there:
            self._pass_on(person, path, list(pages))
        elif len(pages) == 1:
            self._answer(person, path, page, next(iter(pages)))
        else:
            self._answer_list(person, path, page, list(pages))

    # --- what is pressed ---

    def _answer(self, person: Person, path: str, page: str, id_: str) -> None:
        world, record = self.world, self.world.records[id_]
        if not world.happens("presses"):
            return
        own = self._own(path, id_)
        if world.happens("blindly") or not (record.is_changed or record.is_over):
            self._post(path, page, one=_value(page, id_))
        elif record.is_over:
            form = self._get(f"{own}ended/")
            self._post(
                f"{own}ended/", form, status="completed", on=str(world_today()), shown=_value(form, id_, "shown")
            )
        else:
            form = self._get(f"{own}changed/")
            self._post(f"{own}changed/", form, text="Its partners are others now.")

    def _answer_list(self, person: Person, path: str, page: str, ids: list[str]) -> None:
        """Whoever has many looks through the list once, and chooses."""
        world = self.world
        if not world.happens("presses"):
            return
        if world.happens("blindly"):
            self._post(path, page, all="1", shown=[_value(page, id_) for id_ in ids])
            return
        odd = [id_ for id_ in ids if world.records[id_].is_changed or world.records[id_].is_over]
        good = [_value(page, id_) for id_ in ids if id_ not in odd]
        if good:
            self._post(path, page, chosen=good)
        for id_ in odd:
            own = self._get(self._own(path, id_))
            if own is not None:
                self._answer(person, path, own, id_)

    def _pass_on(self, person: Person, path: str, ids: list[str]) -> None:
        """A colleague of somebody who left looks into the mailbox."""
        names = self.world.happens("names_successor") and person.successor
        own = f"{self._own(path, ids[0])}not-me/"
        form = self._get(own)
        if form is not None:
            email = person.successor.email if names else ""
            self._post(own, form, email=email, name="", **({"all": "1"} if len(ids) > 1 else {}))

    def _take_all(self, path: str, page: str, letter: Letter) -> None:
        """Named for several, and some of them may be looked after already."""
        if self.world.happens("presses"):
            after = self._post(path, page, take="1")
            ids = re.findall(r'name="one" value="([^":]+):', after)
            if ids:
                self._answer_list(self.world.people[letter.email], path, after, ids)

    def _take_on(self, path: str, page: str) -> None:
        id_ = re.search(r"/u/[^/]+/([^/]+)/taken-on/", page)[1]
        if self.world.happens("presses"):
            own = self._post(f"{self._own(path, id_)}taken-on/", page)
            self._answer(self.world.records[id_].holder, path, own, id_)

    # --- the browser ---

    @staticmethod
    def _own(path: str, id_: str) -> str:
        return f"{path}{id_}/"

    def _get(self, path: str) -> str | None:
        response = self.client.get(path)
        return response.content.decode() if response.status_code == 200 else None

    def _post(self, path: str, page: str, **data: object) -> str:
        press = html.unescape(re.search(r'name="press" value="([^"]+)"', page)[1])
        response = self.client.post(path, {"press": press, **data})
        assert response.status_code < 400, (path, response.status_code, response.content.decode()[-2000:])
        return response.content.decode()


def _value(page: str, id_: str, name: str = "(?:one|shown|chosen)") -> str:
    return re.search(rf'name="{name}" value="({re.escape(id_)}:\d+)"', page)[1]


def world_today() -> date:
    from django.conf import settings

    return settings.RAPPORT_TODAY
