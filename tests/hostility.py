"""Every address of the site with something real behind it, and the junk that is thrown at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from rapport.accounts import offers
from rapport.accounts.models import Role, User
from rapport.accounts.people import find_or_make, mark_proved
from rapport.accounts.roles import grant
from rapport.criteria.models import RuleSet
from rapport.lib import clock
from rapport.mail import outbox
from rapport.registration.drafts import begin_registration
from rapport.registration.models import Draft
from rapport.registration.sending import send
from rapport.registration.tests.conftest import READY
from rapport.registry.models import Partnership
from rapport.testing import NOW, TODAY, WASTE, document, register
from rapport.upkeep.cases import open_case
from rapport.upkeep.links import make_link, token_of
from rapport.upkeep.models import Case

# What is sent, byte by byte: text as a browser sends it, and bytes that none would.
SCRIPT = b"<script>alert(7)</script>\"'><img src=zz onerror=alert(7)>{{7*7}}"
JUNK: dict[str, bytes] = {
    "script": SCRIPT,
    "NUL": b"a\0b",
    "controls": bytes(range(1, 32)) + b"\x7f\xc2\x85\xe2\x80\xae\xe2\x80\x8b\xef\xbb\xbf",
    "half a character": b"\xed\xa0\x80x\xed\xb0\x80",
    "no text at all": b"\xff\xfe\xc0\x80\xf8",
    "long": b"x" * 70_000,
    "long word of others": "é".encode() * 30_000,
    "digits": b"9" * 5000,
    "superscript": "²".encode(),
    "Arabic digits": "٣".encode(),
    "negative": b"-1",
    "beyond any number": b"99999999999999999999",
    "other types": b"NaN",
    "a day that is none": b"2010-02-30",
    "the last day": b"9999-12-31",
    "JSON": b'{"a": [null, true, 1e999]}',
    "a path": b"../../../etc/passwd",
    "an address elsewhere": b"//evil.example/x",
    "an address of script": b"javascript:alert(7)",
    "header": b"a\r\nX-Evil: 1\r\n\r\nBcc: evil@example.org",
    "address of mail": b"a@b.c\n<script>alert(7)</script>@example.org",
    "format": b"%(n)s %s {0} ${x} {{ x }} {% x %}",
    "formula": b"=cmd|' /C calc'!A0",
    "condition": b"((((((((((((((((((((a",
    "blank": b"   ",
    "nothing": b"",
}  # fmt: skip
_FIELD = re.compile(r"""<(?:input|select|textarea|button)\b[^>]*?\bname=["']([^"']+)["']([^>]*)""")
_VALUE = re.compile(r"""value=["']([^"']*)["']""")


@dataclass(frozen=True)
class Address:
    """A named address with what it takes."""

    name: str
    takes: tuple[str, ...]


@dataclass
class Site:
    """A registry with one of each thing, an officer who may do everything, and the doors to it."""

    draft: Draft
    sent: Draft
    link: str
    offer: str
    person: User
    numbers: dict[str, int] = field(default_factory=dict)

    def kwargs(self, address: Address) -> dict[str, Any]:
        """What leads to a page that is there."""
        room = address.name.partition(":")[0]
        token = {"registration": self.draft.token, "upkeep": self.link, "accounts": self.offer}.get(room, "x")
        if address.name == "registration:case":
            token = self.sent.token
        known: dict[str, Any] = {
            "token": token, "public_id": "P-1", "slug": "reef", "kind": "change", "code": "about", "key": "x-y",
            "uidb36": "1", "number": self.numbers.get(room, 1), "version": 1, "pk": self.numbers.get(room, 1),
            "place": 0, "file": 1, "mail": 1,
        }  # fmt: skip
        if room == "criteria":
            known["code"] = "csd-11-2003"
        if room == "criteria_desk":
            known["code"] = RuleSet.objects.get(pk=known["pk"]).body_codes[0] if False else "several-kinds"
        if room in ("explore", "statistics"):
            known["kind"], known["number"] = "csv", "I"
            known["code"] = "water" if "theme" in address.name else "fj"
        return {name: known[name] for name in address.takes}

    def path(self, address: Address, **other: Any) -> str:
        """Empty where no such address can be written."""
        try:
            return reverse(address.name, kwargs={**self.kwargs(address), **other})
        except NoReverseMatch:
            return ""


def build_site() -> Site:
    register(P_1=document(), P_2=document(WASTE))
    person = find_or_make("olga@example.org", name="Olga", language="en")
    mark_proved(person)
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    for role in (Role.OFFICER, Role.ADMINISTRATOR, Role.ADVISER):
        grant(person, role)
    mine = grant(person, Role.FOCAL_POINT, partnership="P-1")
    grant(find_or_make("mere@example.net"), Role.FOCAL_POINT, partnership="P-1")
    partnership = Partnership.objects.get(public_id="P-1")
    draft = begin_registration(language="en", now=NOW)
    draft.answers = dict(READY)
    draft.save()
    sent = begin_registration(language="en", now=NOW)
    sent.answers = {**READY, "name": ["Another Lagoon"]}
    sent.save()
    waiting = send(sent, today=TODAY, now=NOW).waiting
    assert waiting
    sent.refresh_from_db()
    link = make_link(person, [(partnership.pk, Role.FOCAL_POINT.value)], today=TODAY)
    offer = offers.invite("new@example.org", Role.ADVISER, by=person, now=clock.real_now())
    open_case(Case.Kind.FIND, partnership.pk, today=TODAY)
    outbox.write_text("A letter", "Is it so?", to=outbox.Addressee("ana@example.org"), hold=True)
    numbers = {"accounts": mine.pk, "screening": waiting.pk, "upkeep": Case.objects.get().pk}
    if rule_set := RuleSet.objects.order_by("pk").first():
        numbers["criteria_desk"] = rule_set.pk
    return Site(draft, sent, token_of(link), offers.token_of(offer), person, numbers)


def find_addresses() -> list[Address]:
    """Every named address of the site, that of machines too."""
    return sorted(set(_walk(get_resolver())), key=lambda each: each.name)


def _walk(resolver: Any, room: str = "") -> Iterator[Address]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _walk(each, f"{each.namespace}:" if each.namespace else room)
        elif isinstance(each, URLPattern) and each.name:
            yield Address(f"{room}{each.name}", tuple(each.pattern.regex.groupindex))


def fields_of(page: str) -> dict[str, str]:
    """The fields of the forms on a page, with what stands in them."""
    found: dict[str, str] = {}
    for name, rest in _FIELD.findall(page):
        value = _VALUE.search(rest)
        found.setdefault(name, value[1] if value else "")
    return found


def encode(given: dict[str, bytes]) -> bytes:
    return b"&".join(quote_plus(name).encode() + b"=" + quote_plus(value).encode() for name, value in given.items())


def post(client: Client, path: str, given: dict[str, bytes]) -> Any:
    return client.generic("POST", path, encode(given), content_type="application/x-www-form-urlencoded")
