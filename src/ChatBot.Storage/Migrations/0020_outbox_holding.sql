-- Finds the one row of a lane for which the later ones wait, however many they are.
CREATE INDEX outbox_holding ON outbox (branch_id, lane, due_at, seq) WHERE state = 'waiting' AND holds;
