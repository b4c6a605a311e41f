"""Claims -> findings. Rules are data (`builtin/*.yaml`), forms are code (`forms/`)."""
