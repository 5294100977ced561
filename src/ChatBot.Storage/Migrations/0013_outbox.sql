-- What the bot does on its own: a message to send or work to do, due at a time.
CREATE TABLE outbox (
    branch_id          uuid NOT NULL,
    outbox_id          uuid NOT NULL,
    bucket             smallint NOT NULL, -- fixed hash of the branch; dispatchers claim bucket by bucket
    kind               text NOT NULL,
    recipient          text NOT NULL CHECK (recipient IN ('group', 'member', 'work')),
    recipient_member   uuid,
    recipient_group    uuid,
    facts              jsonb NOT NULL,
    dedupe_key         text COLLATE "C",
    coalesce_key       text COLLATE "C",
    keeps_quiet_hours  boolean NOT NULL,
    due_at             timestamptz NOT NULL,
    state              text NOT NULL DEFAULT 'waiting'
                           CHECK (state IN ('waiting', 'claimed', 'sent', 'dropped', 'done', 'dead', 'cancelled')),
    -- When it may be claimed: due_at while waiting, the end of the lease while claimed.
    ready_at           timestamptz NOT NULL,
    -- Grows with every claim: the holder of an older claim can no longer finish the row.
    claim_number       integer NOT NULL DEFAULT 0,
    attempts           integer NOT NULL DEFAULT 0,
    detail             text NOT NULL DEFAULT '',
    finished_at        timestamptz,
    PRIMARY KEY (branch_id, outbox_id)
);
CREATE INDEX outbox_ready ON outbox (bucket, ready_at) WHERE state IN ('waiting', 'claimed');
-- A cancelled row gives its key back: a session moved away and back is reminded of again.
CREATE UNIQUE INDEX outbox_dedupe ON outbox (branch_id, dedupe_key) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX outbox_coalesce ON outbox (branch_id, coalesce_key) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (branch_id, finished_at DESC) WHERE state = 'dead';
