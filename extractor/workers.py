"""Work on records in processes beside this one: the same calls, with the same results, in the same order."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from extractor.collector import paused

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

P = ParamSpec("P")
R = TypeVar("R")

_ENOUGH = 3
"""Processes at work when no number is asked for: two others keep this one busy with what only it can do."""
_FEW = 3
"""So many calls are made in this process before others are started: starting them would take as long."""
_WAITING = 3
"""Calls handed out beyond one a process: with fewer, processes wait for the next call while this one is at a long step of its own."""


class Workers:
    """Makes calls in other processes, so that `jobs` are at work; 0 is for one a core, up to three. What is called, given and returned is pickled.

    This process counts as one of them where it is `busy` with the results, and not where it only hands out and takes in.
    The first calls are made here, and so are others until the processes have started, so that little work never waits for them; when `jobs` is 1,
    all are. `parcel` makes of what another process returns what is quicker to pass on.
    """

    def __init__(self, jobs: int, *, busy: bool = True, parcel: Callable[[Any], object] | None = None) -> None:
        jobs = jobs or min(os.cpu_count() or 1, _ENOUGH)
        self._count = jobs - 1 if busy or jobs == 1 else jobs
        self._parcel = parcel
        self._here = 0
        self._pool: ProcessPool | None = None
        self._started: ProcessFuture[None] | None = None

    @property
    def ahead(self) -> int:
        """Calls whose results may wait, so that no process does and memory stays flat."""
        return self._count + _WAITING if self._pool else 0

    def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Callable[[], R]:
        """Make a call, or have it made; what is returned waits for the result. When the process is killed meanwhile, the call is made here."""
        if self._pool is not None and self._started is not None and _is_done(self._started) and self._pool.active:
            call = partial(function, *args, **kwargs)
            return partial(_result, self._pool.schedule(_bytes, args=(call, self._parcel)), call)
        if self._count > 0 and self._here == _FEW:
            self._pool = _processes(self._count, function.__module__)
            self._started = self._pool.schedule(_begin, args=(function.__module__,))
        self._here += 1
        result = function(*args, **kwargs)
        return lambda: result

    def stop(self) -> None:
        """End the processes, and whatever they are at."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()


def _bytes(call: Callable[[], object], parcel: Callable[[Any], object] | None) -> bytes:
    """The result as bytes, which pass a pipe in one piece and are read where they are waited for; objects cost this process twice as much."""
    with paused():
        return pickle.dumps(parcel(call()) if parcel else call(), pickle.HIGHEST_PROTOCOL)


def _result(future: ProcessFuture[bytes], call: Callable[[], R]) -> R:
    from concurrent.futures.process import BrokenProcessPool

    from pebble import ProcessExpired

    try:
        packed = future.result()
    except (ProcessExpired, BrokenProcessPool):
        return call()
    result: R = pickle.loads(packed)
    return result


def _is_done(future: ProcessFuture[R]) -> bool:
    return future.done()


def _processes(count: int, module: str) -> ProcessPool:
    import multiprocessing

    from pebble import ProcessPool

    context = multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")
    return ProcessPool(max_workers=count, context=context, initializer=_begin, initargs=(module,))


def _begin(module: str) -> None:
    """Import what calls will need."""
    from importlib import import_module

    import_module(module)
