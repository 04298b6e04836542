"""What a visitor types to suggest a link, read with a sentence for what is wrong; what was typed stays."""

from dataclasses import dataclass, field
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from rapport.content.models import choose_themes
from rapport.lib.texts import clean_line, clean_text
from rapport.upkeep.forms import LONGEST_EMAIL, check_email
from rapport.website.link_addresses import LONGEST, AddressError, read_page_url
from rapport.website.spoken_languages import read_languages

LONGEST_TITLE, LONGEST_WHY = 250, 2000


@dataclass
class SuggestionForm:
    """``typed`` is the address as it stands in the form, ``url`` as we keep it. ``trap``: no person sees that field."""

    typed: str = ""
    title: str = ""
    why: str = ""
    ticked: list[str] = field(default_factory=list)
    others: str = ""
    themes: list[str] = field(default_factory=list)
    email: str = ""
    trap: str = field(default="", repr=False)
    url: str = ""
    speaks: list[str] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)  # a sentence for each field that cannot stay as it is

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        form = cls(
            typed=given.get("url", "").strip()[: 2 * LONGEST],
            title=clean_line(given.get("title", ""))[: 2 * LONGEST_TITLE],
            why=clean_text(given.get("why", "")),
            ticked=[code for code in given.getlist("speaks") if code in dict(settings.LANGUAGES)],
            others=clean_line(given.get("others", ""))[:200],
            themes=[code for code in given.getlist("themes") if code in dict(choose_themes())],
            email=given.get("email", "").strip()[: 2 * LONGEST_EMAIL],
            trap=given.get("website", ""),
        )
        form._check()
        return form

    def _check(self) -> None:
        try:
            self.url = read_page_url(self.typed)
        except AddressError as error:
            self.wrong["url"] = str(error)
        try:
            self.speaks = [*self.ticked, *read_languages(self.others)]
        except ValidationError as error:
            self.wrong["others"] = error.messages[0]
        if not self.title:
            self.wrong["title"] = _("Write what the page is called.")
        elif len(self.title) > LONGEST_TITLE:
            self.wrong["title"] = _("The title is too long: %(most)d characters at most.") % {"most": LONGEST_TITLE}
        if len(self.why) > LONGEST_WHY:
            self.wrong["why"] = _("The text is too long: %(most)d characters at most.") % {"most": LONGEST_WHY}
        if self.email and (sentence := check_email(self.email)):
            self.wrong["email"] = sentence
