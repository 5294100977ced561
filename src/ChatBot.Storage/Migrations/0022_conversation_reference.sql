-- Where people and groups of Bot Framework clients are spoken to: the newest conversation in which one was heard. A route names
-- a chat account, as platform_user does, and no branch, so there is no branch_id; with several database nodes the table is
-- distributed by the address, or kept whole on each.
CREATE TABLE conversation_reference (
    account         text COLLATE "C" NOT NULL,
    kind            text COLLATE "C" NOT NULL CHECK (kind IN ('private', 'group')),
    address         text COLLATE "C" NOT NULL,
    service_url     text NOT NULL,
    channel_id      text NOT NULL,
    conversation_id text NOT NULL,
    bot_id          text NOT NULL,
    tenant_id       text,
    heard_at        timestamptz NOT NULL,
    PRIMARY KEY (account, kind, address)
);
