from django.urls import path

from rapport.screening import case_views, desk_views, queue_views

app_name = "screening"
urlpatterns = [
    path("", desk_views.desk, name="desk"),
    path("cases/", queue_views.queue, name="queue"),
    path("cases/<int:number>/", case_views.case, name="case"),
]
