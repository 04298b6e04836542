from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WebsiteConfig(AppConfig):
    name = "rapport.website"

    def ready(self) -> None:
        from django.db.models.signals import post_delete
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from rapport.accounts import personal
        from rapport.accounts.access import holds
        from rapport.accounts.models import Role
        from rapport.content import cards
        from rapport.look import navigation
        from rapport.mail.routes import on_reply
        from rapport.website import inquiries, link_jobs, page_cards, panels, shelves
        from rapport.website.pages import TextPage
        from rapport.work import jobs

        cards.of_kind("page", pgettext_lazy("of the website", "Pages"), page_cards.all_pages, rank=5)
        page_published.connect(page_cards.follow_page)
        page_unpublished.connect(page_cards.follow_page)
        post_page_move.connect(page_cards.follow_moved_page)
        page_slug_changed.connect(page_cards.follow_moved_page)
        post_delete.connect(page_cards.follow_deleted_page, sender=TextPage)
        panels.add_panels()
        shelves.put_up_all()
        # Pages that are there from the beginning (``pages_to_begin_with``), and cannot be deleted.
        for rank, (path, label, group) in enumerate(shelves.FIRST_PAGES):
            navigation.add_entry(path, label, group=group, rank=100 + rank)
        writers = holds(Role.EDITOR, Role.OFFICER)
        navigation.add_desk_entry(
            "page_tree",
            pgettext_lazy("of the website", "Pages"),
            group="content",
            rank=1,
            is_for=writers,
        )
        navigation.add_desk_entry("website:translations", _("Translations"), group="content", rank=80, is_for=writers)
        link_jobs.hang_up()
        navigation.add_entry("website:contact", _("Write to the secretariat"), group="about", rank=110)
        navigation.add_desk_entry(
            "website:inquiries", _("Messages"), group="screening", rank=50, is_for=holds(Role.OFFICER)
        )
        on_reply("inquiry", inquiries.take_reply)
        personal.register("website.inquiries", export=inquiries.export_inquiries, erase=inquiries.erase_inquirer)
        jobs.daily("website.inquiries", inquiries.forget)
