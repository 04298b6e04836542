from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    name = "rapport.screening"

    def ready(self) -> None:
        from rapport.accounts import access, personal
        from rapport.accounts.models import Role
        from rapport.look import navigation
        from rapport.mail.routes import on_reply
        from rapport.screening import letters, traces

        on_reply("case", letters.take_reply)
        personal.register("screening", export=traces.export_traces, erase=traces.erase_traces)
        navigation.add_desk_entry("screening:desk", _("Today"), rank=0)
        navigation.add_desk_entry("screening:queue", _("Screening"), rank=10)
        navigation.add_desk_entry("screening:outbox", _("Outbox"), rank=20)
        navigation.add_desk_entry("screening:bulk", _("Bulk work"), rank=30, is_for=access.holds(Role.OFFICER))
        navigation.add_desk_entry("screening:records", _("Records"), rank=25, is_for=access.holds(Role.OFFICER))
