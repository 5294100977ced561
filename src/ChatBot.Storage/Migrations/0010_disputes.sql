CREATE TABLE dispute (
    branch_id     uuid NOT NULL,
    dispute_id    uuid NOT NULL,
    session_id    uuid NOT NULL,
    member_id     uuid NOT NULL,
    statement     text NOT NULL,
    status        text NOT NULL CHECK (status IN ('open', 'upheld', 'rejected', 'withdrawn')),
    opened_at     timestamptz NOT NULL,
    decided_by    uuid,
    decided_at    timestamptz,
    decision_note text,
    PRIMARY KEY (branch_id, dispute_id)
);
CREATE UNIQUE INDEX dispute_open ON dispute (branch_id, session_id, member_id) WHERE status = 'open';
CREATE INDEX dispute_waiting ON dispute (branch_id, opened_at) WHERE status = 'open';
CREATE INDEX dispute_member ON dispute (branch_id, member_id, opened_at);
