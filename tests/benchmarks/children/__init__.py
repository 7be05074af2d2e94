"""Scripts that the benchmarks run in processes of their own; each is started by its path."""
