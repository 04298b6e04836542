"""Events at the content desk."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from rapport.content.viewsets import EntryViewSet
from rapport.events.models import Event

_SHOWN = (
    "kind_of", "status", "starts_on", "starts_at", "ends_on", "ends_at", "time_zone", "country", "regions", "online",
    "takes_sign_ups", "places", "sign_up_until",
)  # fmt: skip


@register_snippet
class EventViewSet(EntryViewSet):
    model = Event
    icon = "date"
    own_panels = [FieldPanel(name) for name in _SHOWN]
    text_panels = [FieldPanel(name) for name in ("title", "summary", "place", "body", "outcome")]
    own_filters = ("kind_of", "status", "country", "takes_sign_ups")
    own_export = (*_SHOWN, "uid")
