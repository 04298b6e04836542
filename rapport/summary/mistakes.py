"""A template that cannot be used, or a character that cannot be printed, is told on a page, and is no fault."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rapport.summary.characters import MissingCharacterError
from rapport.summary.narrative.saying import UnknownFigureError
from rapport.summary.narrative.templates import TemplateError

View = Callable[..., HttpResponse]


def told_of_mistakes(view: View) -> View:
    """The sentence with file, line and slot in the place of the page."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (TemplateError, UnknownFigureError, MissingCharacterError) as error:
            return render(request, "summary/broken.html", {"sentence": str(error)}, status=503)

    return telling
