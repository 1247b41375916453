"""The meeting pack, frozen and replayable."""
