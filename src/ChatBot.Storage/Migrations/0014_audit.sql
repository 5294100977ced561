-- Who did what to what. Append-only; sealed into a hash chain per branch by a worker.
CREATE TABLE audit (
    branch_id uuid NOT NULL,
    seq       bigint GENERATED ALWAYS AS IDENTITY,
    actor_id  uuid,
    action    text NOT NULL,
    subject   text NOT NULL,
    detail    text NOT NULL,
    done_at   timestamptz NOT NULL,
    PRIMARY KEY (branch_id, seq)
);

-- Lines that wait for their seal; kept apart, so that finding them never reads the whole trail.
CREATE TABLE audit_unsealed (
    branch_id uuid NOT NULL,
    seq       bigint NOT NULL,
    PRIMARY KEY (branch_id, seq)
);

-- The chain: hash = SHA-256(hash before, position, line). Lines are sealed in order of seq; one whose transaction
-- committed after a later line was sealed takes the next position.
CREATE TABLE audit_seal (
    branch_id uuid NOT NULL,
    position  bigint NOT NULL CHECK (position > 0),
    seq       bigint NOT NULL,
    hash      bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (branch_id, position),
    CONSTRAINT audit_seal_line UNIQUE (branch_id, seq)
);

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_keep BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_keep BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
