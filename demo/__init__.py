"""The demonstration registry: a builder, a naive check of its figures, and the bundle they make and read."""
