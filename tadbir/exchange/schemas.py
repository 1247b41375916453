"""The schema that the package carries, read once. Pure."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources

NAME = "oc4ids-0.9.5-project-schema.json"


@cache
def project_schema() -> Mapping[str, object]:
    """The schema of an OC4IDS 0.9.5 project, as its authors publish it."""
    path = resources.files("tadbir.exchange").joinpath("carried", NAME)
    schema: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return schema
