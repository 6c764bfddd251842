"""Tree → blocks with roles → the article's text."""

from extractor.blocks.find import find_blocks
from extractor.blocks.judge import require_article
from extractor.blocks.model import Block, Role
from extractor.blocks.segment import Page
from extractor.blocks.text import ArticleText, Caption, TextBlock, assemble, given
from extractor.blocks.walk import walk

__all__ = ["ArticleText", "Block", "Caption", "Page", "Role", "TextBlock", "assemble", "find_blocks", "given", "require_article", "walk"]
