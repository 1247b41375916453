"""Tadbir steers a regional directorate of health: figures, meetings, directives."""

__version__ = "0.1.0"
