from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    name = "rapport.screening"

    def ready(self) -> None:
        from django.db.models import Exists, OuterRef

        from rapport.accounts import access, personal, tidying
        from rapport.accounts.models import Role
        from rapport.look import navigation
        from rapport.look import panels as slots
        from rapport.mail.routes import on_reply
        from rapport.screening import letters, panels, traces
        from rapport.screening.models import Intake

        on_reply("case", letters.take_reply)
        personal.register("screening", export=traces.export_traces, erase=traces.erase_traces)
        tidying.needed.append(lambda: Exists(Intake.objects.filter(people=OuterRef("pk"))))
        navigation.add_desk_entry("screening:desk", _("Today"), rank=0)
        navigation.add_desk_entry("screening:queue", _("Screening"), rank=10)
        navigation.add_desk_entry("screening:outbox", _("Outbox"), rank=20)
        for_officers = access.holds(Role.OFFICER)
        navigation.add_desk_entry("screening:quarantine", _("Quarantine"), rank=25, is_for=for_officers)
        navigation.add_desk_entry("screening:intakes", _("Intakes"), rank=40, is_for=for_officers)
        navigation.add_desk_entry("screening:records", _("Records"), rank=28, is_for=for_officers)
        slots.add_panel("desk", "screening.post", panels.render_post, rank=10, queries=3)
        navigation.add_desk_entry("screening:bulk", _("Bulk work"), rank=30, is_for=for_officers)
