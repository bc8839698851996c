"""Every list over a whole nation: what the databases do to answer (``test_lists.py``)."""
