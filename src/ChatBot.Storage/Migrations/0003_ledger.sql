-- One row for each turn that changed something, written with its effects: a repeat finds it and changes nothing.
CREATE TABLE inbox (
    branch_id     uuid NOT NULL,
    key           text COLLATE "C" NOT NULL,
    submission_id text COLLATE "C",
    replies       text NOT NULL,
    next_state    text,
    handled_at    timestamptz NOT NULL,
    CONSTRAINT inbox_key PRIMARY KEY (branch_id, key)
);
CREATE UNIQUE INDEX inbox_submission ON inbox (branch_id, submission_id) WHERE submission_id IS NOT NULL;

CREATE TABLE undo_entry (
    branch_id uuid NOT NULL,
    undo_id   uuid NOT NULL,
    actor_id  uuid NOT NULL,
    kind      text NOT NULL,
    facts     jsonb NOT NULL,
    done_at   timestamptz NOT NULL,
    taken_at  timestamptz,
    PRIMARY KEY (branch_id, undo_id)
);
CREATE INDEX undo_entry_newest ON undo_entry (branch_id, actor_id, done_at DESC, undo_id DESC) WHERE taken_at IS NULL;
