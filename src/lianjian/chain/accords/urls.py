from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from .views import accords, bodies, clauses, drafting, events, joining, signing, steps

app_name = "accords"

urlpatterns: list[URLPattern | URLResolver] = [
    path("bodies/entities", joining.second_layer, name="second_layer"),
    path("bodies/<int:pk>/entities/<int:entity>", joining.join_entity, name="join_entity"),
    path("bodies/entities/<int:pk>/part", joining.part_entity, name="part_entity"),
    path("", accords.accords, name="accords"),
    path("new", drafting.new, name="new"),
    path("<int:pk>", accords.accord, name="accord"),
    path("<int:pk>/revise", drafting.revise, name="revise"),
    path("<int:pk>/consult", steps.consult, name="consult"),
    path("<int:pk>/comment", steps.comment, name="comment"),
    path("<int:pk>/open", steps.open_for_signing, name="open"),
    path("<int:pk>/sign", signing.sign, name="sign"),
    path("<int:pk>/send-back", signing.send_back, name="send_back"),
    path("<int:pk>/amend", steps.amend, name="amend"),
    path("<int:pk>/fall-back", steps.fall_back, name="fall_back"),
    path("<int:pk>/lapse", steps.lapse, name="lapse"),
    path("<int:pk>/end", steps.end, name="end"),
    path("<int:pk>/terminate", steps.terminate, name="terminate"),
    path("<int:pk>/scan", accords.scan, name="scan"),
    path("<int:pk>/keep-scan", accords.keep_scan, name="keep_scan"),
    re_path(
        r"^(?P<pk>\d+)/(?P<number>\d+)/(?P<kind>unsigned|signed)\.pdf$", accords.file, name="file"
    ),
    path("clauses/<int:pk>", clauses.clause, name="clause"),
    path("clauses/<int:pk>/begin", clauses.begin, name="begin_clause"),
    path("clauses/<int:pk>/fulfil", clauses.fulfil, name="fulfil_clause"),
    path("clauses/<int:pk>/waive", clauses.waive, name="waive_clause"),
    path("events/", events.events, name="events"),
    path("events/new", events.new_event, name="new_event"),
    path("events/<int:pk>", events.event, name="event"),
    path("events/<int:pk>/change", events.change_event, name="change_event"),
    path("events/<int:pk>/remove", events.remove_event, name="remove_event"),
    path("events/<int:pk>/gather", events.gather, name="gather"),
    path("events/<int:pk>/each", events.draft_each, name="draft_each"),
    path("events/<int:pk>/consult", events.consult_event, name="consult_event"),
    path("events/<int:pk>/open", events.open_event, name="open_event"),
    path("events/<int:pk>/sign", events.sign_at_event, name="sign_at_event"),
    path("events/<int:pk>/signed.zip", events.signed_files, name="signed_files"),
    path("events/<int:pk>/accords/<int:accord>/leave", events.leave_event, name="leave_event"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new", bodies.new_body, name="new_body"),
    path("bodies/<int:pk>", bodies.body, name="body"),
    path("bodies/<int:pk>/approve", bodies.approve, name="approve_body"),
    path("bodies/<int:pk>/set-to-work", bodies.set_to_work, name="set_to_work"),
    path("bodies/<int:pk>/dissolve", bodies.dissolve, name="dissolve"),
]
