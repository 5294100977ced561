-- Raises BB409 when a guarded write touched fewer or more rows than it must: the whole commit is rolled back, and the
-- ledger answers Conflict.
CREATE FUNCTION guard_held(touched bigint, expected bigint DEFAULT 1) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF touched <> expected THEN
        RAISE EXCEPTION 'guard did not hold: % of % rows', touched, expected USING ERRCODE = 'BB409';
    END IF;
END
$$;

-- For append-only tables: a correction is a new row, nothing is changed or deleted.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'BB403';
END
$$;
