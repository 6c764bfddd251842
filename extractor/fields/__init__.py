"""The record's fields: find candidates, then choose."""
