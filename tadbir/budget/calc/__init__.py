"""The budget's calculations as a library: one module a subject, dirhams and dates in and out."""
