from django.urls import path

from rapport.screening import (
    assign_views,
    bulk_views,
    case_views,
    desk_views,
    file_views,
    intake_views,
    merge_views,
    outbox_views,
    quarantine_views,
    queue_views,
    record_list_views,
    record_views,
)

app_name = "screening"
urlpatterns = [
    path("", desk_views.desk, name="desk"),
    path("cases/", queue_views.queue, name="queue"),
    path("cases/<int:number>/", case_views.case, name="case"),
    path("cases/<int:number>/files/<int:file>/", file_views.attachment, name="attachment"),
    path("cases/<int:number>/mails/<int:mail>/<int:place>/", file_views.mailed_file, name="mailed_file"),
    path("quarantine/", quarantine_views.mails, name="quarantine"),
    path("quarantine/<int:number>/", quarantine_views.mail, name="quarantined"),
    path("quarantine/<int:number>/files/<int:place>/", quarantine_views.quarantined_file, name="quarantined_file"),
    path("intakes/", intake_views.intakes, name="intakes"),
    path("intakes/<int:number>/", intake_views.intake, name="intake"),
    path("outbox/", outbox_views.letters, name="outbox"),
    path("outbox/<int:number>/", outbox_views.letter, name="letter"),
    path("records/", record_list_views.list_records, name="records"),
    path("records/<str:public_id>/", record_views.record, name="record"),
    path("records/<str:public_id>/edit", record_views.edit, name="edit"),
    path("records/<str:public_id>/end", record_views.edit, {"kind": "ending"}, name="end"),
    path("merge/", merge_views.merge_records, name="merge"),
    path("bulk/", bulk_views.bulk, name="bulk"),
    path("bulk/change/", bulk_views.change, name="bulk_preview"),
    path("bulk/assign/", assign_views.assign, name="bulk_assign"),
    path("bulk/log/<int:number>/cases/", assign_views.assigned, name="bulk_assigned"),
    path("bulk/log/", bulk_views.changes, name="bulk_log"),
    path("bulk/log/<int:number>/", bulk_views.bulk_change, name="bulk_change"),
]
