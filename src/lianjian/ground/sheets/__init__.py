"""Sheets as people keep them: read safely, understood by their headings, given back marked.

The room knows no model, no scope and no record: bytes in, cells out, and back again.
"""
