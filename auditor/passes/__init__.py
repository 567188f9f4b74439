"""The corpus passes, one file each."""
