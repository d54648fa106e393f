"""What `make bench` runs: Backhaul beside hand-written SQL and PostGraphile 5, on the same rows."""
