"""The calculations of works: one module a subject, no table, no page, no clock."""
