"""Write a letter: part of the transaction of what it tells of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import engines
from django.utils import translation

from rapport.lib import clock
from rapport.mail.models import Letter


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a letter, and in which language. ``person`` is an opaque reference such as ``user:12``."""

    email: str
    name: str = ""
    language: str = ""
    person: str = ""


def write(
    template: str,
    *,
    to: Addressee,
    context: Mapping[str, Any],
    about: str = "",
    topic: str = "",
    hold: bool = False,
    key: str = "",
) -> Letter:
    """A letter from ``<room>/mail/<name>.txt``, in the language of who gets it. With a key it is written once only."""
    if key and (found := Letter.objects.filter(key=key).first()):
        return found
    language = to.language if to.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    subject, body = _render(template, {**context, "to": to}, language)
    return Letter.objects.create(
        key=key or None, template=template, email=to.email, name=to.name, language=language, person=to.person,
        about=about, topic=topic, subject=subject, body=body, written_at=clock.now(),
        state=Letter.State.HELD if hold else Letter.State.WAITING,
    )  # fmt: skip


def _render(template: str, context: Mapping[str, Any], language: str) -> tuple[str, str]:
    room, name = template.split("/")
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    with translation.override(language):
        compiled = environment.get_template(f"{room}/mail/{name}.txt")
        made = compiled.new_context(dict(context))
        subject, body = ("".join(compiled.blocks[block](made)).strip() for block in ("subject", "body"))
    return " ".join(subject.split()), body
