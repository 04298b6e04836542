"""The picture that a link to a page shows elsewhere: its title and a few facts, 1200 by 630, in any script.

Set by typst with the fonts of the product, from data alone; kept by its content, so that each is made once.
"""

import hashlib
import json
import os
import threading
from pathlib import Path

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from rapport.look.accent import host_accent
from rapport.look.formats import direction, html_language

FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT = 1200, 630
_TEMPLATE = Path(__file__).parent / "social.typ"
_RULES = "1"  # another template makes other pictures
_LONGEST_TITLE, _LONGEST_FACT = 140, 90
_own = threading.local()


def draw_social_card(title: str, facts: list[str], *, kind: str = "", language: str = "") -> bytes:
    """A PNG. ``kind`` stands above the title; ``language`` is that of the title, else the reader's."""
    reader = get_language() or "en"
    told = {
        "site": str(settings.RAPPORT_NAME),
        "kind": kind,
        "title": _cut(title, _LONGEST_TITLE),
        "facts": [_cut(fact, _LONGEST_FACT) for fact in facts if fact],
        "language": html_language(language or reader).partition("-")[0],
        "accent": host_accent(),
        "dir": direction(language or reader),
    }
    written = json.dumps(told, ensure_ascii=False)
    kept = _folder() / f"{hashlib.sha256(f'{_RULES}{written}'.encode()).hexdigest()}.png"
    if not kept.exists():
        beside = kept.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        beside.write_bytes(_draw(written))
        beside.replace(kept)  # no reader sees half of it
    return kept.read_bytes()


def answer_social_card(title: str, facts: list[str], *, kind: str = "", language: str = "") -> HttpResponse:
    """The picture as an answer. Whoever shows it may keep it for a day."""
    answer = HttpResponse(draw_social_card(title, facts, kind=kind, language=language), content_type="image/png")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


def _draw(written: str) -> bytes:
    if not hasattr(_own, "compiler"):
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        _own.compiler = typst.Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=fonts)
    drawn = _own.compiler.compile(format="png", ppi=72, sys_inputs={"card": written})
    return drawn if isinstance(drawn, bytes) else bytes(drawn[0])


def _folder() -> Path:
    folder = Path(settings.RAPPORT_HOME) / "cache" / "cards"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _cut(text: str, longest: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
