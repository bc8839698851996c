from __future__ import annotations

from lianjian.ground.ui.charts import Bar, Panel, Point, Town, Village, bars

from .rendering import rendered


def test_bars_share_one_scale_and_keep_their_order():
    drawn = bars([Bar("乙", 5), Bar("甲", 10), Bar("丙", None)])
    assert [(one.bar.label, one.percent) for one in drawn] == [("乙", 50), ("甲", 100), ("丙", 0)]
    assert [one.percent for one in bars([Bar("乙", 5)], full=20)] == [25]
    assert bars([]) == []


def test_an_unknown_bar_says_so_and_draws_none():
    html = rendered('<c-bars :rows="rows" label="x" />', rows=[Bar("甲", None)])
    assert "未知" in html
    assert "<svg" not in html


def test_a_town_draws_a_dot_for_every_village_and_says_what_they_are():
    town = Town(
        "石桥镇", [Village("甲村", "done"), Village("乙村", "done"), Village("<丙>", "late")]
    )
    drawing = str(town.drawing())
    assert drawing.count("<title>") == 3
    assert "&lt;丙&gt;" in drawing
    assert 'aria-label="石桥镇：已成 2，逾期 1"' in drawing


def test_the_grid_is_marked_as_a_schema_and_has_its_table():
    towns = [Town("石桥镇", [Village("甲村", "none")])]
    html = rendered('<c-grid-map :towns="towns" label="各镇各村" />', towns=towns)
    assert "示意，非实际方位" in html
    assert "<td>甲村</td><td>尚无</td>" in html


def test_small_multiples_share_one_scale_and_show_what_is_unknown():
    panels = [
        Panel("甲", [Point("2025", 4), Point("2026", None)]),
        Panel("乙", [Point("2025", 8), Point("2026", 0)]),
    ]
    html = rendered('<c-multiples :panels="panels" label="村数" />', panels=panels)
    assert 'height="24.0"' in html
    assert 'height="48.0"' in html
    assert 'data-s="unknown"' in html
    assert 'aria-label="甲: 2025 4，2026 未知"' in html
    assert '<td class="end">未知</td>' in html


def test_a_chart_without_rows_is_no_fault():
    for piece in (
        '<c-bars :rows="rows" label="x" />',
        '<c-grid-map :towns="rows" label="x" />',
        '<c-multiples :panels="rows" label="x" />',
    ):
        assert rendered(piece, rows=[])
