"""The addresses of this room in the back office."""

from django.urls import path

from rapport.criteria import desk_editing, desk_views

app_name = "criteria_desk"

urlpatterns = [
    path("", desk_views.rule_sets, name="rule_sets"),
    path("file/", desk_views.take_up_file, name="take_up_file"),
    path("<int:pk>/", desk_views.rule_set, name="rule_set"),
    path("<int:pk>/draft/", desk_views.make_draft, name="make_draft"),
    path("<int:pk>/discard/", desk_views.discard, name="discard"),
    path("<int:pk>/preview/", desk_views.preview_draft, name="preview"),
    path("<int:pk>/in-force/", desk_views.put_draft_in_force, name="put_in_force"),
    path("<int:pk>/head/", desk_editing.edit_head, name="edit_head"),
    path("<int:pk>/add/", desk_editing.add_criterion, name="add"),
    path("<int:pk>/criteria/<slug:code>/", desk_editing.edit_criterion, name="edit"),
    path("<int:pk>/criteria/<slug:code>/move/", desk_editing.move_criterion, name="move"),
    path("<int:pk>/criteria/<slug:code>/remove/", desk_editing.remove_criterion, name="remove"),
]
