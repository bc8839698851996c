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
    path("postings", views.postings, name="postings"),
    path("postings/<int:pk>/amend", views.amend_posting, name="amend_posting"),
    path("postings/<int:pk>/hand-over", views.hand_over_posting, name="hand_over_posting"),
    path("postings/<int:pk>/end", views.end_posting, name="end_posting"),
    path("ties", views.ties, name="ties"),
    path("ties/<int:pk>/amend", views.amend_tie, name="amend_tie"),
    path("ties/<int:pk>/attest", views.attest, name="attest_tie"),
    path("ties/<int:pk>/withdraw", views.withdraw, name="withdraw_tie"),
    path("entities", views.entities, name="entities"),
    path("entities/new", views.new_entity, name="new_entity"),
    path("entities/<int:pk>", views.entity, name="entity"),
    path("entities/<int:pk>/change", views.change_entity, name="change_entity"),
    path("entities/<int:pk>/close", views.close_entity, name="close_entity"),
    path("entities/<int:pk>/villages", views.work_in_village, name="work_in_village"),
    path(
        "entities/<int:pk>/villages/<int:village>/leave",
        views.leave_village,
        name="leave_village",
    ),
    path("honours", views.honours, name="honours"),
    path("honours/new", views.new_honour, name="new_honour"),
    path("honours/<int:pk>", views.honour, name="honour"),
    path("honours/<int:pk>/amend", views.amend_honour, name="amend_honour"),
    path("honours/<int:pk>/withdraw", views.withdraw_honour, name="withdraw_honour"),
    path("honours/<int:pk>/file", views.honour_file, name="honour_file"),
    path("sources", views.sources, name="sources"),
    path("sources/new", views.new_source, name="new_source"),
    path("sources/<int:pk>", views.source, name="source"),
    path("sources/<int:pk>/change", views.change_source, name="change_source"),
    path("offices/new", views.new_office, name="new_office"),
    path("offices/<int:pk>/amend", views.amend_office, name="amend_office"),
    path("offices/<int:pk>/end", views.end_office, name="end_office"),
    path("offices/<int:pk>/hand-over", views.hand_over_office, name="hand_over_office"),
]
