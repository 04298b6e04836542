from django.apps import AppConfig


class SetsConfig(AppConfig):
    name = "rapport.sets"

    def ready(self) -> None:
        from rapport.registry import projection
        from rapport.sets.store import follow_records, rebuild_all

        projection.followers.append(follow_records)
        projection.rebuilders.append(rebuild_all)
