"""What the back office shows of this room: who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string


def render_who(request: HttpRequest, subject: Any) -> str:
    del subject
    return render_to_string("accounts/who_is.html", request=request, using="jinja2")
