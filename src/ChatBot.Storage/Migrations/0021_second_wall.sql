-- A second wall between the branches, behind the branch_id in every statement: row level security, for the owner too.
-- A transaction says first whose rows it is about (Scope.cs); one that says nothing sees and touches no row.
--   branchbot.branch  the one branch
--   branchbot.scope   'all' for the few statements that are meant to cross branches, for migrations, for an operator
--
-- Unlike other migrations this one wants the version before it to be stopped: that one says no scope yet.

-- Every table with a branch_id has to be handed to this once, also in later migrations; a test holds that.
CREATE FUNCTION keep_branches_apart(guarded regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
    -- nullif: after a transaction that set it the setting is empty, not absent. In sub-selects, so that the settings are
    -- read once a statement and not once a row.
    EXECUTE format($policy$
        CREATE POLICY own_branch ON %s USING (
            branch_id = (SELECT nullif(current_setting('branchbot.branch', true), '')::uuid)
            OR (SELECT current_setting('branchbot.scope', true)) = 'all')
        $policy$, guarded);
END
$$;

SELECT keep_branches_apart(c.oid::regclass)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'branch_id' AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace;

-- Gives a chat account to a member of the branch that the transaction is about. An account that another branch holds is
-- given only when its person left there; whether that is so stands behind the wall, so this looks past it, and at nothing
-- else. The rows touched: 0 when the account is not to be had.
CREATE FUNCTION take_account(its_channel text, its_account text, its_user text, for_branch uuid, for_member uuid)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    touched bigint;
    before  text := coalesce(current_setting('branchbot.scope', true), '');
BEGIN
    PERFORM set_config('branchbot.scope', 'all', true);
    INSERT INTO platform_user AS u (channel, account, user_id, branch_id, member_id)
    SELECT its_channel, its_account, its_user, for_branch, for_member
    WHERE for_branch = nullif(current_setting('branchbot.branch', true), '')::uuid
    ON CONFLICT (channel, account, user_id) DO UPDATE SET branch_id = excluded.branch_id, member_id = excluded.member_id
    WHERE u.branch_id = excluded.branch_id OR NOT EXISTS (
        SELECT FROM member m
        WHERE m.branch_id = u.branch_id AND m.member_id = u.member_id AND m.left_on IS NULL);
    GET DIAGNOSTICS touched = ROW_COUNT;
    PERFORM set_config('branchbot.scope', before, true);
    RETURN touched;
END
$$;
