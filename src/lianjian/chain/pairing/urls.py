from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "pairing"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.pairings, name="pairings"),
    path("coverage", views.coverage, name="coverage"),
    path("network", views.network, name="network"),
    path("before", views.record_existing, name="record_existing"),
    path("<int:pk>", views.pairing, name="pairing"),
    path("<int:pk>/end", views.end, name="end"),
    path("proposals", views.proposals, name="proposals"),
    path("proposals/<int:pk>", views.proposal, name="proposal"),
    path("proposals/<int:pk>/accept", views.accept, name="accept"),
    path("proposals/<int:pk>/decline", views.decline, name="decline"),
    path("proposals/<int:pk>/lift-refusal", views.lift_refusal, name="lift_refusal"),
    path("rounds", views.rounds, name="rounds"),
    path("rounds/new", views.new_round, name="new_round"),
    path("rounds/<int:pk>", views.round, name="round"),
    path("rounds/<int:pk>/participants", views.participants, name="participants"),
    path("rounds/<int:pk>/participants/<int:participant>/drop", views.drop, name="drop"),
    path("rounds/<int:pk>/participants/<int:participant>/adjust", views.adjust, name="adjust"),
    path("rounds/<int:pk>/participants/<int:participant>/more", views.more, name="more"),
    path("rounds/<int:pk>/towns", views.round_towns, name="round_towns"),
    path("rounds/<int:pk>/network", views.round_network, name="round_network"),
    path("rounds/<int:pk>/go-on", views.go_on, name="go_on"),
    path("rounds/<int:pk>/proof", views.proof, name="proof"),
    path("rounds/<int:pk>/files", views.files, name="files"),
    path("rounds/<int:pk>/compare", views.compare, name="compare"),
    path("rounds/<int:pk>/weights", views.other_weights, name="other_weights"),
    path("rounds/<int:pk>/worst-off", views.worst_off, name="worst_off"),
    path("rounds/<int:pk>/leaving", views.leaving, name="leaving"),
    path("rounds/<int:pk>/reweigh", views.reweigh, name="reweigh"),
    path("rounds/<int:pk>/publish", views.publish, name="publish"),
    path("rounds/<int:pk>/<slug:verb>", views.steer, name="steer"),
    path(
        "rounds/<int:pk>/pairs/<int:village>/<int:partner>/<slug:verb>",
        views.mark,
        name="mark",
    ),
    path("wishes/<int:branch>", views.wishes, name="wishes"),
    path("wishes/<int:pk>/withdraw", views.withdraw_wish, name="withdraw_wish"),
]
