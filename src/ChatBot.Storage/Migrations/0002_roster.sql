-- The owner of everything else; found by its id or by the code that an operator types.
CREATE TABLE branch (
    branch_id  uuid PRIMARY KEY,
    code       text NOT NULL CHECK (code <> ''),
    name       text NOT NULL,
    time_zone  text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT branch_code UNIQUE (code)
);

-- Every version is kept, so that a count can name the policy behind it; the newest one holds.
CREATE TABLE branch_policy (
    branch_id uuid NOT NULL REFERENCES branch,
    version   integer NOT NULL CHECK (version > 0),
    policy    jsonb NOT NULL,
    saved_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (branch_id, version)
);

CREATE TABLE party_group (
    branch_id uuid NOT NULL REFERENCES branch,
    group_id  uuid NOT NULL,
    name      text NOT NULL,
    PRIMARY KEY (branch_id, group_id)
);

CREATE TABLE member (
    branch_id uuid NOT NULL REFERENCES branch,
    member_id uuid NOT NULL,
    name      text NOT NULL,
    group_id  uuid,
    -- Bits of Roles: 1 group leader, 2 recorder, 4 committee, 8 secretary, 16 deputy, 32 observer.
    roles     integer NOT NULL CHECK (roles >= 0),
    standing  text NOT NULL CHECK (standing IN ('full', 'probationary', 'applicant', 'guest')),
    is_leader boolean NOT NULL,
    is_mobile boolean NOT NULL,
    joined_on date,
    left_on   date,
    PRIMARY KEY (branch_id, member_id),
    FOREIGN KEY (branch_id, group_id) REFERENCES party_group DEFERRABLE INITIALLY DEFERRED
);

-- A member's chat accounts.
CREATE TABLE member_identity (
    branch_id uuid NOT NULL,
    channel   text NOT NULL,
    account   text NOT NULL,
    user_id   text NOT NULL,
    member_id uuid NOT NULL,
    linked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (branch_id, channel, account, user_id),
    FOREIGN KEY (branch_id, member_id) REFERENCES member DEFERRABLE INITIALLY DEFERRED
);

-- The directory: a message names a platform user, and this row finds the branch. It cannot lead with branch_id, because
-- that is what is asked for; with several database nodes it is distributed by the user instead.
CREATE TABLE platform_user (
    channel   text NOT NULL,
    account   text NOT NULL,
    user_id   text NOT NULL,
    branch_id uuid NOT NULL,
    member_id uuid NOT NULL,
    PRIMARY KEY (channel, account, user_id)
);

CREATE TABLE conversation (
    branch_id uuid NOT NULL REFERENCES branch,
    channel   text NOT NULL,
    account   text NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('private', 'group', 'webhook')),
    address   text NOT NULL,
    group_id  uuid,
    rank      integer NOT NULL,
    PRIMARY KEY (branch_id, channel, account, kind, address)
);

-- One-time codes that bind a chat to a branch, as SHA-256. Finds the branch, so it does not lead with it either.
CREATE TABLE bind_code (
    code_hash  bytea PRIMARY KEY CHECK (length(code_hash) = 32),
    branch_id  uuid NOT NULL REFERENCES branch,
    expires_at timestamptz NOT NULL
);
CREATE INDEX bind_code_expired ON bind_code (expires_at);
