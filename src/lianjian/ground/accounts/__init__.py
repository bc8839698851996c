"""People, the posts they act through, and how they get in.

Rights come from posts, never from the person. A post gives one role in one division or
organisation for a time; its holder hands over, may name a deputy, and switches between posts.
"""
