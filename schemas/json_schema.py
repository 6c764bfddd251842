"""The JSON Schema of the record, generated from the models; `article.schema.json` beside this file is its committed form.

Write it again after a change of the models: `python -m schemas.json_schema > schemas/article.schema.json`.
"""

from __future__ import annotations

import json
import sys

from schemas.article import SCHEMA_VERSION, Article


def article_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of one record."""
    schema = Article.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:news-record-extractor:article:{SCHEMA_VERSION}",
        **schema,
    }


def article_schema_text() -> str:
    """The schema as it is committed: indented JSON with a final line feed."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(article_schema_text())
