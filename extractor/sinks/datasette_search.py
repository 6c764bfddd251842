"""A plugin of Datasette: words that are searched for are folded like the text in the index, so that `أسعار` finds what is printed `اسعار`.

It is registered as an entry point, and concerns databases of this program alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl

from extractor.search import folded_query

if TYPE_CHECKING:
    from datasette.app import Datasette

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """What Datasette hangs before itself."""

    def wrap(application: Application) -> Application:
        async def folding(scope: Scope, receive: Any, send: Any) -> None:
            if scope["type"] == "http" and b"_search" in scope["query_string"] and await _is_ours(datasette, scope["path"]):
                scope = {**scope, "query_string": _folded(scope["query_string"])}
            await application(scope, receive, send)

        return folding

    return wrap


async def _is_ours(datasette: Datasette, path: str) -> bool:
    """Whether a path leads into a database that has the view which the index is made of."""
    for part in path.split("/"):
        if part in datasette.databases and "article_search" in await datasette.databases[part].view_names():
            return True
    return False


def _folded(query: bytes) -> bytes:
    """The query string with the values of `_search` and `_search_COLUMN` folded."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return urlencode([(key, folded_query(value) if key.startswith("_search") else value) for key, value in pairs]).encode()
