"""What stands between the network and an operation: HTTP and its media types, who asks, and how much of it."""
