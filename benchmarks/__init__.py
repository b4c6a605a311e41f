"""Measurements that are no tests: how well a part does what cannot be done perfectly."""
