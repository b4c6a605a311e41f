"""`xbrief schema`: the JSON Schema of a dossier's files."""

from __future__ import annotations

from xbrief.cli import options

EXAMPLES = """
xbrief schema
xbrief schema --output dossier.schema.json  # for an editor that completes and checks YAML
"""


def command(output: options.OutputOption = None) -> None:
    """The JSON Schema (2020-12) of dossier files, for editors."""
    import json

    from xbrief.cli.run.output import emit
    from xbrief.dossier.json_schema import json_schema

    emit(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output)
