CREATE TABLE check_in (
    branch_id  uuid NOT NULL,
    session_id uuid NOT NULL,
    member_id  uuid NOT NULL,
    entered_at timestamptz NOT NULL,
    is_online  boolean NOT NULL,
    entered_by uuid NOT NULL,
    PRIMARY KEY (branch_id, session_id, member_id)
);
