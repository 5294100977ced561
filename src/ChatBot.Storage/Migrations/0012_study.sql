CREATE TABLE material (
    branch_id        uuid NOT NULL,
    material_id      uuid NOT NULL,
    number           integer NOT NULL CHECK (number > 0),
    title            text NOT NULL,
    body             text,
    link             text,
    file_name        text,
    session_id       uuid,
    is_from_superior boolean NOT NULL,
    drafted_by       uuid NOT NULL,
    approved_by      uuid,
    state            text NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    created_at       timestamptz NOT NULL,
    PRIMARY KEY (branch_id, material_id),
    CONSTRAINT material_number UNIQUE (branch_id, number)
);

CREATE TABLE reading (
    branch_id   uuid NOT NULL,
    material_id uuid NOT NULL,
    member_id   uuid NOT NULL,
    read_at     timestamptz NOT NULL,
    PRIMARY KEY (branch_id, material_id, member_id)
);
