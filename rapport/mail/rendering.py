"""From a template to a letter's subject and body.

A template is a text with the blocks ``subject`` and ``body``; the body is Markdown. Whatever a context brings into
the body is shown as it is: a name with brackets makes no link. What a translator or a template says may use markup.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Self

from django.template import engines
from django.utils import translation
from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from rapport.mail.markdown import escape_markdown


class LinesAsWritten(Extension):
    """A tag alone on its line leaves no line behind; any other line ends where the template ends it.

    Of a page the newline after a tag is cut (``trim_blocks``). In Markdown that would join two paragraphs.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"^[ \t]*(\{%(?:(?!%\}).)*%\})[ \t]*\n", r"\1", source, flags=re.MULTILINE)


class Markdown(Markup):
    """Text that is Markdown already. What is put into it by ``%`` is escaped as Markdown, not as HTML."""

    @classmethod
    def escape(cls, s: Any, /) -> Self:
        return cls(s) if isinstance(s, Markup) else cls(escape_markdown(str(s)))


def render(template: str, context: Mapping[str, Any], *, language: str) -> tuple[str, str]:
    """Subject and body of ``<room>/mail/<name>.txt``, named ``room/name``, in a language."""
    room, name = template.split("/")
    path = f"{room}/mail/{name}.txt"
    subjects, bodies = _environments()
    with translation.override(language):
        subject = _render_block(subjects, path, "subject", context)
        return " ".join(subject.split()), _render_block(bodies, path, "body", context).strip()


def _render_block(environment: Environment, path: str, block: str, context: Mapping[str, Any]) -> str:
    template = environment.get_template(path)
    made = template.new_context(dict(context))
    return "".join(template.blocks[block](made))


@lru_cache(maxsize=1)
def _environments() -> tuple[Environment, Environment]:
    """Of subjects and of bodies: the environment of our pages, with its formats, but for the way text is escaped."""
    pages: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    as_written: dict[str, Any] = {"trim_blocks": False, "extensions": [LinesAsWritten]}
    subjects = pages.overlay(autoescape=False, **as_written)
    subjects.globals = {**pages.globals, **_gettext_functions(str)}
    bodies = pages.overlay(autoescape=True, finalize=Markdown.escape, **as_written)
    bodies.globals = {**pages.globals, **_gettext_functions(Markdown)}
    bodies.filters = {**pages.filters, "markdown": Markdown}
    return subjects, bodies


def _gettext_functions(made: type[str]) -> dict[str, Callable[..., str]]:
    """Translations whose places are filled in as ``made`` does it, not as HTML."""

    @pass_context
    def gettext(_context: Context, message: str, **values: Any) -> str:
        return made(translation.gettext(message)) % values

    @pass_context
    def ngettext(_context: Context, singular: str, plural: str, num: int, **values: Any) -> str:
        return made(translation.ngettext(singular, plural, num)) % {"num": num, **values}

    @pass_context
    def pgettext(_context: Context, context: str, message: str, **values: Any) -> str:
        return made(translation.pgettext(context, message)) % values

    @pass_context
    def npgettext(_context: Context, context: str, singular: str, plural: str, num: int, **values: Any) -> str:
        return made(translation.npgettext(context, singular, plural, num)) % {"num": num, **values}

    return {"gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}
