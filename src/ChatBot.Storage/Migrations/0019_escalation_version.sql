-- Grows with every plan of steps for a member that is written: two people who confirm different sessions at the same
-- moment would otherwise each plan without the other's marks.
CREATE TABLE escalation_version (
    branch_id uuid NOT NULL,
    member_id uuid NOT NULL,
    version   integer NOT NULL CHECK (version > 0),
    PRIMARY KEY (branch_id, member_id)
);
