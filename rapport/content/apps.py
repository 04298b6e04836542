from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as of_wagtail  # it has these: none of ours to gather


class ContentConfig(AppConfig):
    name = "rapport.content"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_init, post_save
        from wagtail.models import GroupApprovalTask, Task, Workflow
        from wagtail.signals import page_published, page_unpublished, published, unpublished

        from rapport.accounts.access import holds
        from rapport.accounts.models import Role, RoleGrant
        from rapport.content import publishing, rights
        from rapport.look import navigation
        from rapport.work import jobs

        post_save.connect(rights.follow_grant, sender=RoleGrant)
        post_delete.connect(rights.follow_grant, sender=RoleGrant)
        for model in (Workflow, Task, GroupApprovalTask):
            post_init.connect(rights.name_approval, sender=model)
        for signal in (published, unpublished, page_published, page_unpublished):
            signal.connect(publishing.follow_entry)
        post_save.connect(publishing.follow_saved)
        post_delete.connect(publishing.follow_deleted)
        jobs.often("content.schedule", publishing.publish_scheduled, every=60, is_wanted=publishing.is_scheduled)
        writers, publishers = holds(Role.EDITOR, Role.OFFICER), holds(Role.EDITOR)
        navigation.add_desk_entry("wagtailimages:index", of_wagtail("Images"), group="content", rank=90, is_for=writers)
        navigation.add_desk_entry(
            "wagtaildocs:index", of_wagtail("Documents"), group="content", rank=91, is_for=writers
        )
        navigation.add_desk_entry("wagtailredirects:index", _("Redirects"), group="content", rank=92, is_for=publishers)
