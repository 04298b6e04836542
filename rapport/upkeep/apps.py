from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "rapport.upkeep"

    def ready(self) -> None:
        from rapport.registry import projection
        from rapport.upkeep import duties, jobs, panels

        projection.followers.append(duties.follow_records)
        projection.rebuilders.append(duties.rebuild_duties)
        jobs.register_jobs()
        panels.add_panels()
