"""What links, tools and the checker hang on: jobs, signals, places at the desk, and who may be forgotten."""

from django.db.models.signals import post_delete, pre_delete
from django.utils.translation import gettext_lazy as _
from wagtail.signals import published, unpublished

from rapport.accounts import personal
from rapport.look import navigation, panels
from rapport.website import link_checking, link_gathering, link_panels, suggesting
from rapport.website.link_models import Link
from rapport.work import jobs


def hang_up() -> None:
    """Called once, in ``AppConfig.ready``."""
    for signal in (published, unpublished):
        signal.connect(link_gathering.follow_entry)
    post_delete.connect(link_gathering.follow_deleted)
    published.connect(suggesting.tell_published, sender=Link)
    pre_delete.connect(suggesting.tell_declined, sender=Link)
    jobs.daily("website.links", link_gathering.gather_links)
    jobs.daily("website.suggestions", suggesting.forget_suggesters)
    jobs.often(
        "website.check_links",
        link_checking.check_links,
        every=link_checking.EVERY,
        is_wanted=link_checking.is_wanted,
    )
    personal.register("website.links", export=suggesting.export_suggestions, erase=suggesting.erase_suggester)
    navigation.add_desk_entry(
        "links:findings", _("What the checker of links found"), group="content", rank=15, is_for=link_panels.is_writer
    )
    panels.add_panel("desk", "website.links", link_panels.show_links, rank=40, queries=2)
