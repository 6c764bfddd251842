"""Work on records in processes beside this one: the same calls, with the same results, in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

P = ParamSpec("P")
R = TypeVar("R")

_ENOUGH = 3
"""Processes that are started when no number is asked for, this one included: two others keep it busy with what only it can do."""


class Workers:
    """Makes calls in `jobs` - 1 processes; 0 is for one a core, up to three. What is called, given and returned is pickled.

    The first call is made here while the processes start, so that little work never waits for them, and so is every call when `jobs` is 1.
    """

    def __init__(self, jobs: int) -> None:
        self._count = (jobs or min(os.cpu_count() or 1, _ENOUGH)) - 1
        self._pool: ProcessPool | None = None

    @property
    def ahead(self) -> int:
        """Calls whose results may wait, so that no process does and memory stays flat."""
        return self._count + 1 if self._pool else 0

    def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Callable[[], R]:
        """Make a call, or have it made; what is returned waits for the result. When the process is killed meanwhile, the call is made here."""
        if self._pool is not None and self._pool.active:
            return partial(_result, self._pool.schedule(function, args=args, kwargs=kwargs), partial(function, *args, **kwargs))
        if self._count > 0 and self._pool is None:
            self._pool = _start(self._count, function.__module__)
        result = function(*args, **kwargs)
        return lambda: result

    def stop(self) -> None:
        """End the processes, and whatever they are at."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()


def _result(future: ProcessFuture[R], call: Callable[[], R]) -> R:
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    try:
        return future.result()
    except (ProcessExpired, BrokenProcessPool):
        return call()


def _start(count: int, module: str) -> ProcessPool:
    import multiprocessing

    from pebble import ProcessPool

    context = multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")
    pool = ProcessPool(max_workers=count, context=context, initializer=_begin, initargs=(module,))
    pool.schedule(_begin, args=(module,))  # nothing to do, but the processes start
    return pool


def _begin(module: str) -> None:
    """Import what calls will need. The rows of a batch are many and in no cycle: searching them for cycles took a tenth of the time."""
    import gc
    from importlib import import_module

    import_module(module)
    gc.set_threshold(200_000)
