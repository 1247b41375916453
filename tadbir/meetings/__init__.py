"""Coordination meetings: series and dated meetings."""
