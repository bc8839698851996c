"""Projects (项目): what a partnership builds together, from the proposal to the acceptance.

Promises: a project is listed for a year only when every party has agreed to exactly what is
proposed; silence agrees to nothing. *New this year* and *listed to date* are two indicators that
are never added or merged. Clusters and brands are kept where they are named, and only those.
"""
