"""What a person is told when somebody else changed the same field."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from lianjian.ground.core.verdicts import Overtaken
from lianjian.ground.ui.editing import EditForm


class Colour(EditForm):
    colour = forms.ChoiceField(choices=[("r", "红"), ("g", "绿"), ("b", "蓝")])
    words = forms.CharField(required=False)


def sent(**said: str) -> Any:
    form = Colour(said)
    assert form.is_valid(), form.errors
    return form


def test_a_choice_is_told_in_its_words():
    form = sent(colour="g", **{"initial-colour": "r"})
    with pytest.raises(Overtaken) as told:
        form.changes({"colour": "b", "words": ""})
    assert "蓝" in str(told.value)
    assert "绿" in str(told.value)
    assert told.value.now == {"colour": "b"}


def test_a_choice_that_is_no_longer_offered_is_told_as_it_is_kept():
    form = sent(colour="g", **{"initial-colour": "r"})
    with pytest.raises(Overtaken) as told:
        form.changes({"colour": "old", "words": ""})
    assert "old" in str(told.value)


def test_only_what_was_changed_is_written():
    form = sent(colour="r", words="新", **{"initial-colour": "r", "initial-words": "旧"})
    assert form.changes({"colour": "b", "words": "旧"}) == {"words": "新"}


def test_nothing_is_written_where_nothing_was_changed():
    form = sent(colour="r", words="旧", **{"initial-colour": "r", "initial-words": "旧"})
    form.send(lambda: {"colour": "r", "words": "旧"}, lambda **_said: pytest.fail("written"))


def test_what_changes_between_the_look_and_the_writing_is_told_with_both_texts():
    form = sent(colour="r", words="新", **{"initial-colour": "r", "initial-words": "旧"})
    kept = iter([{"colour": "r", "words": "旧"}, {"colour": "r", "words": "别人写的"}])

    def write(**_said: Any) -> None:
        raise Overtaken("快了一步")

    with pytest.raises(Overtaken, match=r"别人写的.*新"):
        form.send(lambda: next(kept), write)


def test_a_writer_who_is_overtaken_elsewhere_says_so():
    form = sent(colour="r", words="新", **{"initial-colour": "r", "initial-words": "旧"})

    def write(**_said: Any) -> None:
        raise Overtaken("快了一步")

    with pytest.raises(Overtaken, match="快了一步"):
        form.send(lambda: {"colour": "r", "words": "旧"}, write)
