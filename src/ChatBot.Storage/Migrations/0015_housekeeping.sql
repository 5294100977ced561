-- Finds what is old enough to go. Rows of inbox and undo_entry lie in the order of their time, so a block range index
-- of a few pages is enough and costs a turn nothing.
CREATE INDEX inbox_handled ON inbox USING brin (handled_at);
CREATE INDEX undo_entry_done ON undo_entry USING brin (done_at);
CREATE INDEX outbox_finished ON outbox (finished_at) WHERE state IN ('sent', 'dropped', 'done', 'cancelled');
