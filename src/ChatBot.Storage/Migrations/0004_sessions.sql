CREATE TABLE session (
    branch_id       uuid NOT NULL,
    session_id      uuid NOT NULL,
    number          integer NOT NULL CHECK (number > 0),
    kind            text NOT NULL CHECK (kind IN ('general_meeting', 'committee_meeting', 'group_meeting', 'party_class',
                        'theme_day', 'collective', 'life_meeting', 'activity')),
    theme           text NOT NULL,
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL,
    place           text,
    link            text,
    mode            text NOT NULL CHECK (mode IN ('in_person', 'online', 'hybrid')),
    audience        text NOT NULL CHECK (audience IN ('branch', 'group', 'committee')),
    audience_group  uuid,
    sign_up_open    boolean NOT NULL,
    capacity        integer CHECK (capacity >= 0),
    sign_up_until   timestamptz,
    held_on_its_own boolean,
    online_for_all  boolean NOT NULL,
    stages          text[] NOT NULL
                        CHECK (stages <@ ARRAY['study', 'lecture', 'hear', 'report', 'discuss', 'decide']),
    recorder_id     uuid,
    created_by      uuid NOT NULL,
    phase           text NOT NULL CHECK (phase IN ('scheduled', 'open', 'listed', 'confirmed', 'cancelled')),
    version         integer NOT NULL,
    check_in_secret bytea NOT NULL,
    PRIMARY KEY (branch_id, session_id),
    CONSTRAINT session_number UNIQUE (branch_id, number)
);
CREATE INDEX session_starts ON session (branch_id, starts_at);
CREATE INDEX session_ends ON session (branch_id, ends_at);
CREATE INDEX session_unfinished ON session (branch_id) WHERE phase IN ('scheduled', 'open', 'listed');

-- The expected members, frozen once when the session opens. One row a session: an empty list is frozen too.
CREATE TABLE session_expected (
    branch_id  uuid NOT NULL,
    session_id uuid NOT NULL,
    member_ids uuid[] NOT NULL,
    frozen_at  timestamptz NOT NULL,
    PRIMARY KEY (branch_id, session_id)
);
