CREATE TABLE sign_up (
    branch_id   uuid NOT NULL,
    session_id  uuid NOT NULL,
    member_id   uuid NOT NULL,
    status      text NOT NULL CHECK (status IN ('going', 'waiting', 'withdrawn')),
    answered_at timestamptz NOT NULL,
    entered_by  uuid NOT NULL,
    PRIMARY KEY (branch_id, session_id, member_id)
);

-- Grows with every answer to a session that has a capacity. Sessions without one have no row, so that their sign-ups
-- never wait for each other.
CREATE TABLE session_sign_up_count (
    branch_id  uuid NOT NULL,
    session_id uuid NOT NULL,
    count      integer NOT NULL,
    PRIMARY KEY (branch_id, session_id)
);
