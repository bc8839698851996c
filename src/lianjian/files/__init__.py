"""Pairing instances and plans as files: Parquet and CSV, at the edge of the product.

``columns`` says which tables there are; a round's archive takes them from there too. ``sources``
opens a folder or a zip file, ``forms`` reads a table out of Parquet or CSV, a part at a time,
``tables`` looks at every value of it; ``instance`` and ``plan`` put them together, ``writing``
writes a plan. ``candidates``, ``pair``, ``verify`` and ``explain`` are the commands; none needs a
database. See docs/ideas/pairing.md and docs/ideas/candidates.md.
"""
