"""The whole trace in one Word file (M42), opened and read back."""

from __future__ import annotations

import io

from django.urls import reverse
from docx import Document
from tests.cast import World

from lianjian.chain.partnerships import partnership
from lianjian.chain.partnerships.showing import whole
from lianjian.chain.partnerships.word import written

from . import makers


def text_of(file: bytes) -> str:
    document = Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def test_it_holds_every_step_with_its_evidence_and_what_may_be_said(world: World):
    paired = makers.from_a_round(world)
    accord = makers.an_accord_of(world, paired)
    view = whole(world.mei.actor, partnership.of_pairing(world.mei.scope, paired.pk))
    text = text_of(written(view))
    for step in view.steps:
        assert str(step.title) in text
    assert "accepted by both sides" in text
    assert f"“{accord.title}”" in text
    assert "Nothing is recorded yet of: project、outcomes" in text


def test_it_is_handed_out_to_who_may_read_the_partnership(world: World):
    paired = makers.from_a_round(world)
    address = reverse("partnerships:pairing_file", args=[paired.pk])
    answer = world.lin.client().get(address)
    assert answer.status_code == 200
    assert paired.village.name in text_of(answer.content)
    assert world.hao.client().get(address).status_code == 404
