"""Commitments: who is bound is not in them; measures, targets and resolutions are none."""

from __future__ import annotations

import pytest

from lianjian.engine.text.facts import FactKind

from .makers import named


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("公司承诺以每公斤16元的保底价收购鲜货。", ["以每公斤16元的保底价收购鲜货"]),
        ("双方商定：研究会为6个村各编一份方案；商会收购土蜂蜜两吨。",
         ["为6个村各编一份方案", "收购土蜂蜜两吨"]),
        ("学院将在该村建30亩种质圃，并按每亩600元支付租金。",
         ["将在该村建30亩种质圃", "按每亩600元支付租金"]),
        ("除臭塔须于9月20日前安装到位。", ["除臭塔须于9月20日前安装到位"]),
        ("促进会还将优先考虑在村里设驿站。", ["将优先考虑在村里设驿站"]),
        ("力争6月底前动工。", ["力争6月底前动工"]),
    ],
)  # fmt: skip
def test_a_commitment_is_what_is_to_be_done(text, what):
    assert named(text, FactKind.COMMITMENT) == what


@pytest.mark.parametrize(
    "text",
    [
        "公司已收购鲜货30吨。",
        "力争村集体收入突破400万元。",
        "镇党委将认真总结经验，继续加强联建工作。",
        "总投资控制在150万元以内。",
        "意见请于12月25日前反馈。",
        "目前还只是想法。",
        "“我们将把路修好。”他说。",
    ],
)
def test_what_binds_nobody_is_none(text):
    assert named(text, FactKind.COMMITMENT) == []
