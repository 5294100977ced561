-- What is newest is told by a count of the person's own acts, not by the clocks of replicas, which may differ or be set back.
-- It is counted in the statement that writes the row, because identities of distributed tables do not keep an order.
ALTER TABLE undo_entry ADD COLUMN seq bigint NOT NULL DEFAULT 0;
UPDATE undo_entry u SET seq = o.seq
FROM (SELECT branch_id, undo_id, row_number() OVER (PARTITION BY branch_id, actor_id ORDER BY done_at, undo_id) AS seq FROM undo_entry) o
WHERE u.branch_id = o.branch_id AND u.undo_id = o.undo_id;
CREATE INDEX undo_entry_order ON undo_entry (branch_id, actor_id, seq DESC, done_at DESC);
DROP INDEX undo_entry_newest;
