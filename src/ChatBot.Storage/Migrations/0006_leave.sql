CREATE TABLE leave_request (
    branch_id        uuid NOT NULL,
    leave_request_id uuid NOT NULL,
    session_id       uuid NOT NULL,
    member_id        uuid NOT NULL,
    reason           text NOT NULL CHECK (reason IN ('sick', 'business_trip', 'family', 'other')),
    reason_text      text,
    status           text NOT NULL CHECK (status IN ('pending', 'approved', 'declined', 'withdrawn')),
    requested_at     timestamptz NOT NULL,
    is_late          boolean NOT NULL,
    decided_by       uuid,
    decided_at       timestamptz,
    decision_note    text,
    PRIMARY KEY (branch_id, leave_request_id)
);
CREATE INDEX leave_request_session ON leave_request (branch_id, session_id);
CREATE INDEX leave_request_member ON leave_request (branch_id, member_id, requested_at DESC);
CREATE INDEX leave_request_pending ON leave_request (branch_id, requested_at) WHERE status = 'pending';
CREATE UNIQUE INDEX leave_request_standing ON leave_request (branch_id, session_id, member_id)
    WHERE status IN ('pending', 'approved');
