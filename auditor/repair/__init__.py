"""Repair: the text without its sure junk, with sure typographic repairs, and the patch that undoes both exactly.

`clean` reads findings and applies their `fix`; checks know nothing of it. It goes on until an audit of the result asks
for nothing more, so that cleaning twice changes nothing. A `Patch` lists every edit in places of the original;
`Patch.undo` gives the original back, and `Patch.places` maps places of one text to the other.
"""

from auditor.edits import DEFAULT_ONLY, Edit
from auditor.repair.clean import Cleaned, clean
from auditor.repair.difference import difference
from auditor.repair.files import Cleaning, clean_files, restore_files
from auditor.repair.patch import Patch, PatchError, Places

__all__ = [
    "DEFAULT_ONLY",
    "Cleaned",
    "Cleaning",
    "Edit",
    "Patch",
    "PatchError",
    "Places",
    "clean",
    "clean_files",
    "difference",
    "restore_files",
]
