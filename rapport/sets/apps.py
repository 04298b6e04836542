from django.apps import AppConfig


class SetsConfig(AppConfig):
    name = "rapport.sets"

    def ready(self) -> None:
        from rapport.registry import projection
        from rapport.sets.store import index_records, rebuild

        projection.followers.append(index_records)
        projection.rebuilders.append(rebuild)
