-- The attendance record. Append-only: the newest line (seq) of a member and session holds.
CREATE TABLE attendance_fact (
    branch_id         uuid NOT NULL,
    session_id        uuid NOT NULL,
    member_id         uuid NOT NULL,
    seq               bigint GENERATED ALWAYS AS IDENTITY,
    -- The session's start when the member's first confirmed line was written; all later ones repeat it. It orders a
    -- member's history by index alone, however long the record grows.
    session_starts_at timestamptz NOT NULL,
    status            text NOT NULL CHECK (status IN ('not_recorded', 'present', 'present_online', 'late', 'excused',
                          'unexcused', 'not_expected')),
    is_confirmed      boolean NOT NULL,
    entered_by        uuid NOT NULL,
    entered_at        timestamptz NOT NULL,
    cause             text NOT NULL,
    PRIMARY KEY (branch_id, session_id, member_id, seq)
);
CREATE INDEX attendance_fact_history
    ON attendance_fact (branch_id, member_id, session_starts_at DESC, session_id, seq DESC) INCLUDE (status)
    WHERE is_confirmed;

CREATE TRIGGER attendance_fact_append_only BEFORE UPDATE OR DELETE ON attendance_fact
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attendance_fact_keep BEFORE TRUNCATE ON attendance_fact
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
