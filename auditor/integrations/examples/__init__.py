"""Files to copy into a project of the tool they are for; nothing here is imported by the auditor."""
