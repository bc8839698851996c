from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "ledgers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.imports, name="imports"),
    path("upload", views.upload, name="upload"),
    path("template/<slug:kind>", views.template, name="template"),
    path("<int:pk>", views.one, name="import"),
    path("<int:pk>/columns", views.columns, name="columns"),
    path("<int:pk>/check", views.check, name="check"),
    path("<int:pk>/take", views.take, name="take"),
    path("<int:pk>/look-back", views.look_back, name="look_back"),
    path("<int:pk>/take-back", views.take_back, name="take_back"),
    path("<int:pk>/abandon", views.abandon, name="abandon"),
    path("<int:pk>/answer", views.answer, name="answer"),
]
