from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("find", views.find, name="find"),
    path("help", views.help_page, name="help"),
    path("today", views.today, name="today"),
    path("today/write", views.write, name="today_write"),
]
