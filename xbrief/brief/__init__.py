"""Findings -> a brief: sections of sentences, a typed value. Renderers see only this."""
