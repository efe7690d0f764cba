# SPDX-License-Identifier: MIT
"""What an interrupted run has measured so far: a file a group, until the result is written."""
import json
import os
import shutil


class Parts:
    """Groups of results in a folder. They count as long as `key`, what was measured, is the same."""

    def __init__(self, folder, key):
        self.folder = folder
        self.discarded = 0
        key_file = folder / "key.json"
        if key_file.exists() and json.loads(key_file.read_text()) != key:
            self.discarded = len(list(folder.glob("*.part.json")))
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        key_file.write_text(json.dumps(key))

    def file(self, group):
        return self.folder / (group.replace("/", "~") + ".part.json")

    def load(self, group):
        """What was saved, or None."""
        file = self.file(group)
        return json.loads(file.read_text()) if file.exists() else None

    def save(self, group, content):
        """Whole or not at all, wherever the program is ended."""
        unfinished = self.file(group).with_suffix(".unfinished")
        unfinished.write_text(json.dumps(content))
        os.replace(unfinished, self.file(group))

    def clear(self):
        shutil.rmtree(self.folder)
