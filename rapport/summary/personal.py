"""What this room holds of a person, given out and forgotten. Editions stay: they name nobody."""

from typing import Any

from rapport.accounts.models import User
from rapport.lib.addresses import mask_person
from rapport.summary.models import Edition, Passage, Remark


def export(user: User) -> dict[str, Any]:
    """What they wrote and decided."""
    edited = Passage.objects.filter(changed_by=user).order_by("pk")
    said = Remark.objects.filter(written_by=user).order_by("pk")
    opened = Edition.objects.filter(opened_by=user).defer("figures").order_by("pk")
    approved = Edition.objects.filter(approved_by=user).defer("figures").order_by("pk")
    return {
        "texts": [[each.edition_id, each.code, each.language, each.text] for each in edited],
        "remarks": [[str(each.written_at), each.code, each.text] for each in said],
        "editions_opened": [each.name for each in opened],
        "editions_approved": [each.name for each in approved],
    }


def erase(user: User) -> None:
    """Texts and remarks stay, without the person, and without what names them."""
    Passage.objects.filter(changed_by=user).update(changed_by=None)
    Edition.objects.filter(opened_by=user).update(opened_by=None)
    Edition.objects.filter(approved_by=user).update(approved_by=None)
    Remark.objects.filter(written_by=user).update(written_by=None)
    for remark in Remark.objects.all():
        masked = mask_person(remark.text, email=user.email, name=user.get_full_name())
        if masked != remark.text:
            Remark.objects.filter(pk=remark.pk).update(text=masked)
