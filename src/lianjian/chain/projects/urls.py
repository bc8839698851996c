from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import annual, naming, projects, steps

app_name = "projects"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", projects.projects, name="projects"),
    path("new", projects.new, name="new"),
    path("of-before", projects.of_before, name="of_before"),
    path("year", annual.annual, name="annual"),
    path("year.xlsx", annual.sheet, name="annual_sheet"),
    path("year.docx", annual.document, name="annual_document"),
    path("<int:pk>", projects.project, name="project"),
    path("<int:pk>/revise", projects.revise, name="revise"),
    path("<int:pk>/document", projects.document, name="document"),
    path("<int:pk>/answer", steps.answer, name="answer"),
    path("<int:pk>/list", steps.list_for_year, name="list"),
    path("<int:pk>/start", steps.start, name="start"),
    path("<int:pk>/correct-start", steps.correct_start, name="correct_start"),
    path("<int:pk>/accept", steps.accept, name="accept"),
    path("<int:pk>/suspend", steps.suspend, name="suspend"),
    path("<int:pk>/take-back-acceptance", steps.take_back_acceptance, name="take_back_acceptance"),
    path("<int:pk>/resume", steps.resume, name="resume"),
    path("<int:pk>/cancel", steps.cancel, name="cancel"),
    path("<int:pk>/milestones/<int:milestone>/reach", steps.reach, name="reach"),
    path("<int:pk>/milestones/<int:milestone>/reopen", steps.reopen, name="reopen"),
    path("clusters", naming.clusters, name="clusters"),
    path("clusters/new", naming.new_cluster, name="new_cluster"),
    path("clusters/<int:pk>", naming.cluster, name="cluster"),
    path("clusters/<int:pk>/change", naming.change_cluster, name="change_cluster"),
    path("brands/new", naming.new_brand, name="new_brand"),
    path("brands/<int:pk>", naming.brand, name="brand"),
    path("brands/<int:pk>/change", naming.change_brand, name="change_brand"),
    path("brands/<int:pk>/review", naming.review_brand, name="review_brand"),
]
