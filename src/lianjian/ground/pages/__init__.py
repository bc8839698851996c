"""What a page, a document, a file says, as plain text: bytes in, lines out.

An upload is judged by its bytes (``door``), then opened in a process that dies alone (``child``).
What a reader of the page would not see is left out, and a sentence says so. The room knows no
model, no scope and no record, and repairs nothing: that is for whoever asked.
"""
