from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "registry"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.branches, name="branches"),
    path("new", views.new, name="new"),
    path("<int:pk>", views.branch, name="branch"),
    path("<int:pk>/amend", views.amend, name="amend"),
    path("<int:pk>/post", views.post, name="post"),
    path("<int:pk>/tie", views.record, name="record_tie"),
    path("postings/<int:pk>/end", views.end_posting, name="end_posting"),
    path("ties/<int:pk>/withdraw", views.withdraw, name="withdraw_tie"),
]
