"""What the auditor serves over HTTP, one room each; the rooms do not know each other."""
