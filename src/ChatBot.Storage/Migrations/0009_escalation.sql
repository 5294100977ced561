CREATE TABLE escalation_step (
    branch_id  uuid NOT NULL,
    step_id    uuid NOT NULL,
    member_id  uuid NOT NULL,
    level      text NOT NULL CHECK (level IN ('remind', 'admonish', 'criticise')),
    reached_at uuid NOT NULL, -- the session whose absence reached the level
    run        uuid[] NOT NULL,
    state      text NOT NULL CHECK (state IN ('proposed', 'sent', 'dropped', 'withdrawn')),
    opened_at  timestamptz NOT NULL,
    sent_at    timestamptz,
    talk_on    date,
    PRIMARY KEY (branch_id, step_id)
);
CREATE UNIQUE INDEX escalation_step_in_force ON escalation_step (branch_id, member_id, level, reached_at)
    WHERE state <> 'withdrawn';
CREATE INDEX escalation_step_proposed ON escalation_step (branch_id, opened_at) WHERE state = 'proposed';
