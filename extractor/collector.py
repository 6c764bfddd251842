"""Python's cyclic garbage collector, kept out of the way while a page is read.

A page makes some ten thousand objects, which hold no cycles: reference counts free them all. The collector would walk them, and with them the
language files, the gazetteer and the weights, several times a page: a fifteenth of the time of a record.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No collection inside; behind it the collector is as it was. Threads may overlap: whoever found it running starts it again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
