"""One article, a frame or a stream through the audit and the gate: one verdict, whichever door.

Every door in front of these (the command line, the service, the integrations) asks the same `Gatekeeper`. It judges an
article by itself: corpus passes, which compare the articles of a run, belong to `auditor.run`.
"""
