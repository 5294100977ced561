-- Copies of cards in people's chats that can still be changed.
CREATE TABLE sent_card (
    branch_id   uuid NOT NULL,
    card_key    text COLLATE "C" NOT NULL, -- what the card speaks of
    copy_id     text COLLATE "C" NOT NULL,
    channel     text NOT NULL,
    account     text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('private', 'group', 'webhook')),
    address     text NOT NULL,
    member_id   uuid, -- the only reader; null for a group
    handle      text NOT NULL,
    sent_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL, -- the platform takes no changes after it
    state       text NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'dropped')),
    shown       text NOT NULL, -- digest of what it shows
    PRIMARY KEY (branch_id, card_key, copy_id)
);
CREATE INDEX sent_card_expires ON sent_card (expires_at);
