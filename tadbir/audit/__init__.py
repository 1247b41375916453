"""Who did what, when, from where and why: one row per action, in a hash chain."""
