"""The committed JSON Schema is the one that the models give."""

from importlib.resources import files

from schemas.json_schema import article_schema_text


def test_committed_schema_is_generated_schema() -> None:
    committed = (files("schemas") / "article.schema.json").read_text(encoding="utf-8")
    assert committed == article_schema_text(), "write it again: python -m schemas.json_schema > schemas/article.schema.json"
