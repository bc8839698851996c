"""The bare identity of a body: its name, kind, credit code, whom it answers to, where it stands.

Affiliation (隶属) decides scope and "outside the county"; seat (所在地) decides distance and map.
A directory entry says who keeps a body in their directory: it shows the body's identity to them,
and nothing else about it.
"""
