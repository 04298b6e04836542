"""What Wagtail's templates are told of the registry."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def registry_name() -> str:
    """For the title of the browser's window."""
    return str(settings.RAPPORT_NAME)
