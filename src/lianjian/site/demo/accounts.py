"""Whom a visitor can be: what ``./up`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from lianjian.ground.accounts.demonstration import DEMO_PASSWORD, accounts

SHOWN: Sequence[tuple[str, Sequence[str]]] = (
    ("文章乙：社会组织发起", ("shengmeicu", "qicheng", "zhangyang")),
    ("示例县：县级统筹", ("county", "shiqiaozhen", "shiqiao", "qingxing", "shuangjing", "nongda")),
    ("文章甲：诸城", ("zhucheng", "caijiagou", "wenlu")),
)
"""The accounts worth trying first, by story. All the others are on the sign-in page."""


def accounts_text(address: str) -> str:
    """Where the product answers, and who can sign in there, one account a line."""
    known = {account.username: account for account in accounts()}
    lines = [f"{address}", f"密码一律：{DEMO_PASSWORD}（示例数据，对外服务时不要使用）"]
    for story, usernames in SHOWN:
        here = [known[name] for name in usernames if name in known]
        if here:
            lines += ["", story]
            lines += [f"  {account.username:<12}{account.post}" for account in here]
    return "\n".join(lines)
