from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views, working

app_name = "intake"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.submissions, name="submissions"),
    path("hand-in", views.hand_in, name="hand_in"),
    path("<int:pk>", views.one, name="submission"),
    path("<int:pk>/file", views.file, name="file"),
    path("<int:pk>/confirm", working.confirm, name="confirm"),
    path("<int:pk>/look", working.look, name="look"),
    path("<int:pk>/read-again", working.read_again, name="read_again"),
    path("<int:pk>/repair", working.repair, name="repair"),
    path("<int:pk>/ask", working.ask, name="ask"),
    path("<int:pk>/answer", working.answer, name="answer"),
    path("<int:pk>/put-aside", working.put_aside, name="put_aside"),
    path("<int:pk>/take-up", working.take_up, name="take_up"),
    path("<int:pk>/<int:fact>/edit", working.edit, name="edit"),
    path("<int:pk>/<int:fact>/confirm", working.confirm_one, name="confirm_one"),
    path("<int:pk>/<int:fact>/reject", working.reject, name="reject"),
    path("<int:pk>/<int:fact>/take-up", working.take_up_fact, name="take_up_fact"),
    path("<int:pk>/<int:fact>/take-back", working.take_back, name="take_back"),
]
