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
        navigation.add_desk_entry("upkeep:pulse", _("Upkeep"), rank=50, is_for=holds(Role.OFFICER))
