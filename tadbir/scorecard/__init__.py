"""Indicators across domains: catalogue, targets, roll-ups, what moved."""
