"""Claims: what an article states, in the few typed shapes that contradiction checks compare.

One file a kind of claim; each reads its pattern of English once and hands on values, so that a check compares and
never parses. Every claim has a `span`, and its parts keep their own.
"""
