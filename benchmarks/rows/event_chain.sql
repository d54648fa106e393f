INSERT INTO event_chain (id, seq, hash) SELECT 1, max(seq), repeat('0', 64) FROM events
