"""Roles as Wagtail knows them: groups with permissions. A role is granted and ended in ``accounts`` alone.

Wagtail asks for groups; so whoever holds a role is in the group of it, from the transaction that grants it to the one
that ends it. Nobody is put into a group by hand.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from rapport.accounts.models import Role, RoleGrant, User
from rapport.content.models import Entry

WRITERS, PUBLISHERS = "content: writers", "content: publishers"
_GROUPS_OF = {
    Role.OFFICER: (WRITERS,),
    Role.EDITOR: (WRITERS, PUBLISHERS),
    Role.ADMINISTRATOR: (WRITERS, PUBLISHERS),
}
APPROVAL = "Approval"
_PAGE_RIGHTS = {WRITERS: ("add_page", "change_page"), PUBLISHERS: ("publish_page", "lock_page", "unlock_page")}
_FILE_RIGHTS = {
    WRITERS: ("add_image", "choose_image", "add_document", "choose_document"),
    PUBLISHERS: ("change_image", "delete_image", "change_document", "delete_document"),
}
_DESK_RIGHTS = {"wagtailadmin": "access_admin", "simple_translation": "submit_translation"}


def entry_models() -> list[type[Entry]]:
    return [model for model in apps.get_models() if issubclass(model, Entry)]


def lay_rights() -> None:
    """The groups with what they may, and the approval that drafts of writers go through. Safe to run again."""
    writers, _new = Group.objects.get_or_create(name=WRITERS)
    publishers, _new = Group.objects.get_or_create(name=PUBLISHERS)
    _permit_entries(writers, publishers)
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for group in (writers, publishers):
        for permission in _named(_PAGE_RIGHTS[group.name], "page"):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in _named(_FILE_RIGHTS[group.name], "image", "document"):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    _lay_approval(publishers, root)
    for user in User.objects.filter(role_grants__partnership="").distinct():
        follow_role(user)


def are_rights_laid() -> bool:
    """Whether the writers have what they were given last: in a home of an earlier version they have not. One query."""
    return Group.objects.filter(name=WRITERS, permissions__codename="submit_translation").exists()


def follow_role(user: User) -> None:
    """Put a person into the groups of the roles that they hold now, and out of the others."""
    held = RoleGrant.objects.filter(user=user, partnership="").values_list("role", flat=True)
    names = {name for role in held for name in _GROUPS_OF.get(Role(role), ())}
    user.groups.remove(*Group.objects.filter(name__in={WRITERS, PUBLISHERS} - names))
    user.groups.add(*Group.objects.filter(name__in=names))


def follow_grant(instance: RoleGrant, **_of_a_signal: Any) -> None:
    """A role was given, changed or ended."""
    if not instance.partnership and (user := User.objects.filter(pk=instance.user_id).first()):
        follow_role(user)


def name_approval(instance: Workflow | Task, **_of_a_signal: Any) -> None:
    """It is kept under one name, and called what the reader calls it. No right lets anybody save it."""
    if instance.pk and instance.__dict__.get("name") == APPROVAL:
        instance.name = gettext("Approval")


def _permit_entries(writers: Group, publishers: Group) -> None:
    for model in entry_models():
        of_model = Permission.objects.filter(content_type=ContentType.objects.get_for_model(model))
        publishers.permissions.add(*of_model)
        writers.permissions.add(*(each for each in of_model if each.codename.startswith(("add_", "change_", "view_"))))
    for app, codename in _DESK_RIGHTS.items():
        right = Permission.objects.get(content_type__app_label=app, codename=codename)
        writers.permissions.add(right)
        publishers.permissions.add(right)
    publishers.permissions.add(*Permission.objects.filter(content_type__app_label="wagtailredirects"))


def _named(codenames: tuple[str, ...], *models: str) -> list[Permission]:
    return list(Permission.objects.filter(codename__in=codenames, content_type__model__in=models))


def _lay_approval(publishers: Group, root: Page) -> None:
    if Workflow.objects.filter(name=APPROVAL).exists():
        workflow = Workflow.objects.get(name=APPROVAL)
    else:
        Workflow.objects.all().delete()  # Wagtail's own, for a group that we do not have
        Task.objects.all().delete()
        task = GroupApprovalTask.objects.create(name=APPROVAL)
        task.groups.set([publishers])
        workflow = Workflow.objects.create(name=APPROVAL)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=root)
    for model in entry_models():
        WorkflowContentType.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
