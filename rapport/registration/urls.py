from django.urls import path

from rapport.registration import attachment_views, case_views, file_views, mine_views, views

app_name = "registration"
urlpatterns = [
    path("register/", views.start, name="start"),
    path("register/organizations/", views.organizations, name="organizations"),
    path("register/template.xlsx", file_views.template, name="template"),
    path("register/<str:token>/", views.overview, name="overview"),
    path("register/<str:token>/link/", views.mail_link, name="mail_link"),
    path("register/<str:token>/sheet/", file_views.sheet, name="sheet"),
    path("register/<str:token>/files/", attachment_views.files, name="files"),
    path("register/<str:token>/files/<int:number>/", attachment_views.file, name="file"),
    path("register/<str:token>/case/", case_views.case, name="case"),
    path("register/<str:token>/<slug:code>/", views.step, name="step"),
    path("mine/", mine_views.mine, name="mine"),
    path("mine/<str:public_id>/end/", mine_views.end, name="end"),
    path("mine/<str:public_id>/<slug:kind>/", mine_views.begin, name="begin"),
]
