"""Many pages → many records: worker processes, a time and a memory budget for each page, failures reported and passed over.

The only place that catches every exception: whatever one page does, the others get their records.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, ReadError
from extractor.page import SavedPage
from extractor.readers import Skipped, read_pages

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

    from extractor.fields.organisations import Recogniser

_FEW = 4
"""So few pages are converted in this process: starting workers would take longer than the pages."""
_AHEAD = 4
"""Pages read ahead for each worker, so that none waits and memory stays flat."""
_RENEWED = 10_000
"""Pages after which a worker is replaced: libxml2 keeps every name of an element or attribute that it ever met."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A page, or a whole file, that gave no record: where, a stable code, and what happened."""

    path: str | None
    member: str | None
    code: str
    message: str
    line: int | None = None

    @property
    def place(self) -> str:
        """`path#member`, as far as it is known."""
        return "#".join(part for part in (self.path or "standard input", self.member) if part)

    def __str__(self) -> str:
        return f"{self.place}{f':{self.line}' if self.line else ''}: {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Success:
    """A record: its JSON in UTF-8 without a line feed, and where its page lies."""

    record: bytes
    path: str | None
    member: str | None


Outcome = Success | Failure


@dataclass(frozen=True, slots=True)
class Budget:
    """What a page may take, and how many are converted at once.

    jobs     worker processes; 0 for one a core
    seconds  wall time of one page; a page over it is a failure, and its worker is replaced
    memory   address space of a worker in bytes, where the system can bound it
    """

    jobs: int = 0
    seconds: float = 60.0
    memory: int = 4 << 30


def read_all(
    paths: Iterable[str], url: str | None = None, on_skip: Callable[[Skipped], None] | None = None
) -> Iterator[SavedPage | Failure]:
    """Every page of every path, and in its place every file or member that cannot be read; what readers leave out goes to `on_skip`."""
    for path in paths:
        problems: list[ReadError] = []
        pages = iter(read_pages(path, on_error=problems.append, on_skip=on_skip))
        while True:
            try:
                page = next(pages, None)
            except ReadError as error:
                problems.append(error)
                page = None
            except Exception as error:  # noqa: BLE001 - a defect in a reader must not end the batch
                problems.append(ReadError(_defect(error), path=path))
                page = None
            yield from (_failure(problem, path, None) for problem in problems)
            problems.clear()
            if page is None:
                break
            yield page if url is None else _with_url(page, url)


def convert_pages(pages: Iterable[SavedPage | Failure], budget: Budget = Budget(), recogniser: str | None = None) -> Iterator[Outcome]:
    """The outcome of every page, in the order of the pages, at any number of workers."""
    waiting = iter(pages)
    first = list(islice(waiting, _FEW + 1))
    if len(first) <= _FEW:
        named = named_recogniser(recogniser)
        for page in chain(first, waiting):
            yield page if isinstance(page, Failure) else convert_page(page, named)
    else:
        yield from _in_workers(chain(first, waiting), budget, recogniser)


def convert_page(page: SavedPage, recogniser: Recogniser | None = None) -> Outcome:
    """The outcome of one page; never raises."""
    from extractor.pipeline import extract_page

    try:
        return Success(extract_page(page, recogniser=recogniser).model_dump_json().encode(), page.path, page.member)
    except ExtractorError as error:
        return _failure(error, page.path, page.member)
    except MemoryError:
        return Failure(page.path, page.member, "too_large", "the page needs more memory than a worker may take")
    except Exception as error:  # noqa: BLE001 - a defect met by one page must not end the batch
        return Failure(page.path, page.member, "internal", _defect(error))


def _in_workers(pages: Iterable[SavedPage | Failure], budget: Budget, recogniser: str | None) -> Iterator[Outcome]:
    import multiprocessing
    import os

    from pebble import ProcessPool

    jobs = budget.jobs or os.cpu_count() or 1
    context = multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")
    with ProcessPool(max_workers=jobs, max_tasks=_RENEWED, context=context, initializer=_start_worker, initargs=(budget.memory, recogniser)) as pool:
        queue: deque[tuple[SavedPage, ProcessFuture[Outcome]] | Failure] = deque()
        try:
            for page in pages:
                queue.append(page if isinstance(page, Failure) else (page, pool.schedule(_work, args=(page,), timeout=budget.seconds)))
                if len(queue) >= jobs * _AHEAD:
                    yield _outcome(queue.popleft(), budget)
            while queue:
                yield _outcome(queue.popleft(), budget)
        except BaseException:
            _stop(pool)
            raise


def _outcome(item: tuple[SavedPage, ProcessFuture[Outcome]] | Failure, budget: Budget) -> Outcome:
    from pebble import ProcessExpired

    if isinstance(item, Failure):
        return item
    page, future = item
    try:
        return future.result()
    except TimeoutError:
        return Failure(page.path, page.member, "timeout", f"took longer than {budget.seconds:g} seconds; allow more with --timeout")
    except ProcessExpired as error:
        return Failure(page.path, page.member, "crash", f"the worker process ended ({error}); please report this page")
    except Exception as error:  # noqa: BLE001 - a defect met by one page must not end the batch
        return Failure(page.path, page.member, "internal", _defect(error))


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


_worker_recogniser: Recogniser | None = None
"""Of this worker process; set once by its initializer."""


def _start_worker(memory: int, recogniser: str | None) -> None:
    global _worker_recogniser  # the process pool hands arguments to a worker no other way
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, ValueError, OSError):
        pass
    _worker_recogniser = named_recogniser(recogniser)


def _work(page: SavedPage) -> Outcome:
    return convert_page(page, _worker_recogniser)


def named_recogniser(name: str | None) -> Recogniser | None:
    """The recogniser of a name such as `spacy:en_core_web_sm`; None for the built-in one. Raises ExtractorError."""
    if name is None:
        return None
    from extractor.fields.organisations import load_recogniser

    return load_recogniser(name)


def _failure(error: ExtractorError, path: str | None, member: str | None) -> Failure:
    return Failure(error.path or path, error.member or member, error.code, error.message, error.line)


def _defect(error: BaseException) -> str:
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f" in {frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}" if frame else ""
    return f"a defect of the extractor: {type(error).__name__}: {error}{place}; please report this page"


def _with_url(page: SavedPage, url: str) -> SavedPage:
    from dataclasses import replace

    return page if page.url else replace(page, url=url)
