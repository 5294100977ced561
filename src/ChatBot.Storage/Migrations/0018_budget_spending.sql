-- What was spent of the platforms' monthly budgets, copied from Redis now and then: Redis may forget, a quota does not.
-- A budget belongs to an organisation's account, which many branches share, so there is no branch_id; with several database
-- nodes the table is kept whole on each.
CREATE TABLE budget_spending (
    budget_key text COLLATE "C" NOT NULL,
    month      text COLLATE "C" NOT NULL CHECK (month ~ '^[0-9]{6}$'),
    kind       text COLLATE "C" NOT NULL,
    amount     integer NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (budget_key, month, kind)
);
