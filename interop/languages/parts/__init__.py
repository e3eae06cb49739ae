"""What `interop/languages/run` tries."""
