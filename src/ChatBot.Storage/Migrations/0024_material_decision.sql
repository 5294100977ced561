-- A second person may send a draft back with a word, as every other request can be declined (design §5).
ALTER TABLE material ADD COLUMN decided_at timestamptz;
ALTER TABLE material ADD COLUMN decision_note text;
ALTER TABLE material DROP CONSTRAINT material_state_check;
ALTER TABLE material ADD CONSTRAINT material_state_check CHECK (state IN ('draft', 'published', 'declined', 'withdrawn'));
