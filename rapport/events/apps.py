from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "rapport.events"

    def ready(self) -> None:
        from django.db.models.signals import pre_delete
        from wagtail.signals import published, unpublished

        from rapport.accounts import personal as of_people
        from rapport.events import following, forgetting, panels, personal, shelves
        from rapport.events.models import Event
        from rapport.work import jobs

        shelves.put_up_shelf()
        panels.add_panels()
        published.connect(following.follow_published, sender=Event)
        unpublished.connect(following.follow_withdrawn, sender=Event)
        pre_delete.connect(following.follow_withdrawn, sender=Event)
        of_people.register("events", export=personal.export, erase=personal.erase)
        jobs.daily("events.forget", forgetting.forget_old)
