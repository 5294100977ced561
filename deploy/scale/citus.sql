-- Spreads the tables of a migrated database over the nodes of a Citus cluster. Run it on the coordinator after every
-- `chatbot migrate` (README.md): what is distributed already is left alone, tables that are new are added. All or nothing.
--
-- What is spread how:
--   by branch_id        every table that leads with it, all side by side: whatever a branch does stays on one node
--   platform_user       by user_id: a chat account is looked up before its branch is known
--   bind_code           by code_hash: the same
--   conversation_reference  by address: a person or group of a chat account
--   whole on each node  branch (other tables refer to it, and an operator looks a branch up by its code), budget_spending
--                       (belongs to an organisation, not to a branch)
--   coordinator only    schema_migration
BEGIN;

-- One connection to a node at a time, so that tables which refer to each other can be spread in one transaction.
SET LOCAL citus.multi_shard_modify_mode = 'sequential';

-- The wall between the branches (SET LOCAL branchbot.…) has to stand on the nodes too. New connections follow it.
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET citus.propagate_set_commands = %L', current_database(), 'local'); END $$;

DO $$
DECLARE
    by_other CONSTANT jsonb := '{"platform_user": "user_id", "bind_code": "code_hash", "conversation_reference": "address"}';
    whole    CONSTANT text[] := ARRAY['branch', 'budget_spending'];
    local    CONSTANT text[] := ARRAY['schema_migration'];
    anchor   CONSTANT text := 'session';
    tables   text[];
    keys     text[] := '{}';
    name     text;
    leads    text;
    key      record;
BEGIN
    SELECT coalesce(array_agg(c.relname ORDER BY c.relname = anchor DESC, c.relname), '{}') INTO tables FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
        AND NOT relation_is_a_known_shard(c.oid) AND c.relname <> ALL (local)
        AND NOT EXISTS (SELECT FROM pg_dist_partition d WHERE d.logicalrelid = c.oid);

    -- A foreign key cannot lead from a table that is spread to one that is not yet; all come back below.
    FOR key IN SELECT conrelid::regclass AS its_table, conname, pg_get_constraintdef(oid) AS def FROM pg_constraint
        WHERE contype = 'f' AND conparentid = 0 AND conrelid IN (SELECT n::regclass FROM unnest(tables) n)
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', key.its_table, key.conname);
        keys := keys || format('ALTER TABLE %s ADD CONSTRAINT %I %s', key.its_table, key.conname, key.def);
    END LOOP;

    FOREACH name IN ARRAY tables LOOP
        SELECT a.attname INTO leads FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = name::regclass AND i.indisprimary;
        IF name = ANY (whole) THEN
            PERFORM create_reference_table(name);
        ELSIF by_other ? name THEN
            PERFORM create_distributed_table(name, by_other ->> name, colocate_with => 'none');
        ELSIF leads = 'branch_id' THEN
            PERFORM create_distributed_table(name, 'branch_id', colocate_with => CASE name WHEN anchor THEN 'none' ELSE anchor END);
        ELSE
            RAISE EXCEPTION 'table % leads with %, and nothing here says how it is spread', name, leads;
        END IF;
    END LOOP;

    FOREACH name IN ARRAY keys LOOP
        EXECUTE name;
    END LOOP;
END
$$;

-- Statements run on the nodes whole, with the functions they call.
SELECT create_distributed_function(p.oid::regprocedure) FROM pg_proc p
WHERE p.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    AND NOT EXISTS (SELECT FROM pg_dist_object o WHERE o.classid = 'pg_proc'::regclass AND o.objid = p.oid);

-- The nodes keep an owner's own privileges apart from the coordinator's.
SELECT keep_append_only(c.oid::regclass) FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
    AND NOT relation_is_a_known_shard(c.oid) AND c.relacl IS NOT NULL AND NOT has_table_privilege(c.relowner, c.oid, 'UPDATE');

COMMIT;
