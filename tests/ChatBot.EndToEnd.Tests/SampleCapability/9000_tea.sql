CREATE TABLE tea_order (
    branch_id uuid NOT NULL REFERENCES branch,
    order_id  uuid NOT NULL,
    member_id uuid NOT NULL,
    cup       text NOT NULL,
    PRIMARY KEY (branch_id, order_id));

SELECT keep_branches_apart('tea_order');
