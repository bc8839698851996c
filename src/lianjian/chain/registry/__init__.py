"""Who is there: Party branches apart from their host units, who is posted to them, who knows whom.

A branch is not its unit: 山东省文旅厅 → 对外交流与合作处 → its branch are three things (M3).
"""
