"""What lasts from run to run: articles, findings, scores, decisions and figures of sources, in SQLite or PostgreSQL.

    from auditor.store import decisions, runs
    from auditor.store.database import Store

    with Store.open("auditor.db") as store:              # or "postgresql://user@host/name"
        last = runs.latest(store)
        for article in runs.articles(store, last.id):    # worst first; text, record, findings with their history
            ...
        wish = decisions.Wish(kind="dismiss", fingerprint="1f0c", reason="quoted as spoken", who="mk")
        decisions.append(store, wish)

Rooms: `database` opens, migrates and locks; `schema` has the tables; `records` the values that go in and come out;
`runs` reads; `decisions` reads and appends what people decided; `recorder` writes a run; `compare` tells which
findings are new, still there and fixed. Times are UTC, ISO 8601; days are ISO days; run numbers grow.

Import from the rooms: this package itself imports nothing, since SQLAlchemy takes a moment that a run without a store
does not owe.

Nothing half-written is ever seen: a run enters in one transaction. Several processes may read and append decisions
while a run goes on; two runs on one store exclude each other (`Store.lock`).
"""
