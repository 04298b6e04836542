"""What the desk shows of this room: the way to it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _


def render_link(request: HttpRequest, subject: Any) -> str:
    del request, subject
    return format_html('<p><a href="{}">{}</a></p>', reverse("criteria_desk:rule_sets"), _("Criteria and rule sets"))
