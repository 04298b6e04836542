from django.urls import path

from rapport.look import styleguide

app_name = "look"

urlpatterns = [path("styleguide/", styleguide.show_styleguide, name="styleguide")]
