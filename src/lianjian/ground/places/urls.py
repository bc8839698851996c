from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "places"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.divisions, name="divisions"),
    path("suggest", views.suggest, name="suggest"),
    path("<int:pk>", views.division, name="division"),
    path("<int:pk>/hamlet", views.add_hamlet, name="add_hamlet"),
    path("<int:pk>/outline", views.draw, name="draw"),
]
