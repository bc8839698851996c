from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "organisations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.organisations, name="list"),
    path("new", views.new, name="new"),
    path("<int:pk>", views.organisation, name="organisation"),
    path("<int:pk>/amend", views.amend, name="amend"),
    path("<int:pk>/affiliation", views.reaffiliate, name="reaffiliate"),
    path("<int:pk>/aliases", views.add_alias, name="add_alias"),
    path("<int:pk>/keep", views.keep, name="keep"),
    path("<int:pk>/merge", views.merge, name="merge"),
    path("mergers", views.mergers, name="mergers"),
    path("mergers/<int:pk>/undo", views.unmerge, name="unmerge"),
    path("<int:pk>/drop", views.drop, name="drop"),
    path("aliases/<int:pk>/remove", views.remove_alias, name="remove_alias"),
    path("villages/<int:division>", views.register_village, name="register_village"),
]
