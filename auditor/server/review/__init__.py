"""The editors' desk: the findings of a stored run, and what people decide on them.

    worklist    the findings of one run, filtered and searched
    standing    what holds of the decisions in the store, read again whenever there are new ones
    security    who may come in, and which requests are the desk's own
    pages       templates to pages, with the article as the report shows it
    desk        what is looked at and decided in one run
    app         the addresses, and the run at hand
    serve       the address it listens at

A page is plain HTML and works without its script, which only adds single keys. Nothing is kept here: every decision
goes to the store, with who and when, and nothing there is ever changed.
"""
