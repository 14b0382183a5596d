# Sourced by targets that want a Python environment of their own; play needs none.
