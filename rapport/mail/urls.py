from django.urls import path

from rapport.mail import views

app_name = "mail"
urlpatterns = [path("mail/in/", views.take_mail, name="take")]
