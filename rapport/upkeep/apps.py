from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    name = "rapport.upkeep"

    def ready(self) -> None:
        from rapport.accounts.access import holds
        from rapport.accounts.models import Role
        from rapport.look import navigation
        from rapport.registry import projection
        from rapport.upkeep import duties, jobs, panels

        projection.followers.append(duties.follow_records)
        projection.rebuilders.append(duties.rebuild_duties)
        jobs.register_jobs()
        panels.add_panels()
        pages = {
            "pulse": _("Pulse"), "cases": _("Cases"), "silent": _("Who has not answered"), "due": _("What falls due"),
            "rounds": _("Rounds"),
        }  # fmt: skip
        for rank, (name, label) in enumerate(pages.items()):
            navigation.add_desk_entry(f"upkeep:{name}", label, group="upkeep", rank=rank, is_for=holds(Role.OFFICER))
