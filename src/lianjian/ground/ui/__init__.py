"""How it looks and feels: layout, components, marks, forms, messages, the guard for Chinese input.

No word of the partnership is known here: rooms hand in what is to be shown.
"""
