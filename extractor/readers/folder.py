"""Folders: every page below one, in the order of names. The folders that browsers save beside a page ("web page, complete") hold no pages of their own."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from extractor.errors import ReadError
from extractor.readers.source import Source, open_file

_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_COMPANION_SUFFIXES = ("_files", ".files")
_LOOKED_AT = 4 * 2**20  # bytes of a page in which references to the folder beside it are looked for


def read_folder(top: Path) -> Iterator[Source | ReadError]:
    """Every file below a folder, opened one at a time; links that lead out of it are errors, what is no regular file is left out."""
    root = top.resolve()
    folders = [top]
    while folders:
        folder = folders.pop()
        if folder.is_dir():
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                yield ReadError(f"the folder cannot be read: {error.strerror}", path=str(folder))
                continue
            beside = [entry.name for entry in entries if entry.name.lower().endswith(_PAGE_SUFFIXES)]
            folders.extend(Path(entry.path) for entry in entries if not is_hidden(entry.name) and not _is_companion_of(entry, folder, beside))
        else:
            yield from _file(folder, root)


def _file(path: Path, root: Path) -> Iterator[Source | ReadError]:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield ReadError("a symbolic link that leads out of the folder is not followed; name its target instead", path=str(path))
        elif not path.is_symlink() and stat.S_ISREG(path.stat().st_mode):
            source = open_file(path, is_chosen=False)
            with source.stream:
                yield source
    except OSError as error:
        yield ReadError(f"cannot be read: {error.strerror}", path=str(path))


def is_hidden(name: str) -> bool:
    """Whether a file, or a folder on the way to it, is a system's own (`.DS_Store`, `__MACOSX/`)."""
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(name).parts)


def is_named_as_page(name: str) -> bool:
    """Whether a file's name promises a page: if its bytes hold none, that is an error, and not one of a folder's other files."""
    return name.lower().endswith((*_PAGE_SUFFIXES, ".mhtml", ".mht", ".webarchive", ".warc", ".wacz"))


def is_companion(name: str, names: set[str]) -> bool:
    """Whether a member of an archive lies in the folder that a browser saved beside a page, `story_files/` beside `story.html`."""
    path = PurePosixPath(name)
    for folder in path.parents:
        for suffix in _COMPANION_SUFFIXES:
            if folder.name.endswith(suffix):
                stem = folder.name.removesuffix(suffix)
                if any(str(folder.with_name(stem + page)) in names for page in _PAGE_SUFFIXES):
                    return True
    return False


def _is_companion_of(entry: os.DirEntry[str], folder: Path, pages: list[str]) -> bool:
    """Whether a folder belongs to one of the pages beside it: by its suffix, or, since savers translate that, because the page loads from it."""
    if not entry.is_dir(follow_symlinks=False):
        return entry.is_dir()  # links to folders are not followed
    for page in pages:
        stem = page.rpartition(".")[0]
        rest = entry.name.removeprefix(stem)
        if rest in _COMPANION_SUFFIXES or (rest != entry.name and rest[:1] in "_-." and rest and _loads_from(folder / page, entry.name)):
            return True
    return False


def _loads_from(page: Path, folder: str) -> bool:
    names = {folder, quote(folder), folder.replace(" ", "%20")}
    pattern = "|".join(sorted(re.escape(name) for name in names))
    try:
        with page.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    return re.search(rb"\ssrc\s*=\s*[\"']?(?:\./)?(?:" + pattern.encode() + rb")/", head) is not None
