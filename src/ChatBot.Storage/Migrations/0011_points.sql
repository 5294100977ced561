CREATE TABLE points_item (
    branch_id      uuid NOT NULL,
    points_item_id uuid NOT NULL,
    category       text NOT NULL CHECK (category IN ('duty', 'organisational_life', 'role')),
    name           text NOT NULL,
    value          numeric(12, 3) NOT NULL,
    unit           text NOT NULL,
    is_active      boolean NOT NULL,
    PRIMARY KEY (branch_id, points_item_id)
);

CREATE TABLE points_claim (
    branch_id       uuid NOT NULL,
    points_claim_id uuid NOT NULL,
    member_id       uuid NOT NULL,
    points_item_id  uuid NOT NULL,
    quantity        numeric(12, 3) NOT NULL,
    points          numeric(12, 3) NOT NULL,
    statement       text NOT NULL,
    month           integer NOT NULL CHECK (month % 100 BETWEEN 1 AND 12), -- yyyyMM
    status          text NOT NULL CHECK (status IN ('pending', 'approved', 'declined', 'withdrawn')),
    claimed_at      timestamptz NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    decision_note   text,
    PRIMARY KEY (branch_id, points_claim_id)
);
CREATE INDEX points_claim_pending ON points_claim (branch_id, claimed_at) WHERE status = 'pending';
CREATE INDEX points_claim_member ON points_claim (branch_id, member_id, month);

-- The points account. Append-only: a correction is a line with the opposite sign.
CREATE TABLE points_entry (
    branch_id       uuid NOT NULL,
    points_entry_id uuid NOT NULL,
    member_id       uuid NOT NULL,
    points          numeric(12, 3) NOT NULL,
    month           integer NOT NULL CHECK (month % 100 BETWEEN 1 AND 12), -- yyyyMM
    points_claim_id uuid,
    cause           text NOT NULL,
    entered_by      uuid NOT NULL,
    entered_at      timestamptz NOT NULL,
    PRIMARY KEY (branch_id, points_entry_id)
);
CREATE INDEX points_entry_month ON points_entry (branch_id, month, member_id) INCLUDE (points);
CREATE INDEX points_entry_member ON points_entry (branch_id, member_id, month);

CREATE TRIGGER points_entry_append_only BEFORE UPDATE OR DELETE ON points_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER points_entry_keep BEFORE TRUNCATE ON points_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
