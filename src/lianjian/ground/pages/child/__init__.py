"""The process that opens a page, a document or a PDF, and dies alone if it must.

Run by ``core.alone``; of the product it loads nothing but itself and how it is limited.

    html | docx | pdf      → {"title", "declared", "pages", "left_out": {…}}, then its lines
"""
