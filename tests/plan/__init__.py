"""The read plan answers what the ordinary executor answers. TEST_EFFORT multiplies how many operations are tried."""
