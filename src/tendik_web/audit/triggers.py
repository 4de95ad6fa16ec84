"""What the database itself refuses: to change, delete or replace an entry of the history."""

INSTALL = {
    "sqlite": (
        """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
           BEGIN SELECT RAISE(ABORT, 'entries of the history are never changed'); END""",
        """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
           BEGIN SELECT RAISE(ABORT, 'entries of the history are never deleted'); END""",
        # INSERT OR REPLACE deletes the old row without firing its delete trigger.
        """CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
           WHEN EXISTS (SELECT 1 FROM audit_entry
                        WHERE id = NEW.id OR (chain = NEW.chain AND seq = NEW.seq))
           BEGIN SELECT RAISE(ABORT, 'entries of the history are never replaced'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION 'entries of the history are never changed or deleted'
                 USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE FUNCTION audit_entry_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN IF EXISTS (SELECT 1 FROM audit_entry) THEN
                     RAISE EXCEPTION 'entries of the history are never deleted'
                     USING ERRCODE = 'integrity_constraint_violation';
                 END IF; RETURN NULL; END $$""",
        """CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
           FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()""",
        """CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
           FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse_truncate()""",
    ),
}

REMOVE = {
    "sqlite": (
        "DROP TRIGGER audit_entry_no_update",
        "DROP TRIGGER audit_entry_no_delete",
        "DROP TRIGGER audit_entry_no_replace",
    ),
    "postgresql": (
        "DROP TRIGGER audit_entry_no_change ON audit_entry",
        "DROP TRIGGER audit_entry_no_truncate ON audit_entry",
        "DROP FUNCTION audit_entry_refuse()",
        "DROP FUNCTION audit_entry_refuse_truncate()",
    ),
}

APPEND = {
    "postgresql": (
        # The same digest as `tendik_web.audit.chain.entry_digest`, which proves it on reading.
        """CREATE FUNCTION audit_append(in_chain text, in_at text, in_payload text) RETURNS void
           LANGUAGE plpgsql AS $$
           DECLARE last_seq bigint; last_digest text; new_digest text;
           BEGIN
               LOOP
                   SELECT seq, digest INTO last_seq, last_digest FROM audit_head
                       WHERE chain = in_chain FOR UPDATE;
                   EXIT WHEN FOUND;
                   INSERT INTO audit_head (chain, seq, digest) VALUES (in_chain, 0, '')
                       ON CONFLICT (chain) DO NOTHING;
               END LOOP;
               new_digest := encode(sha256(convert_to(concat_ws(
                   E'\\n', in_chain, last_seq + 1, last_digest, in_at, in_payload), 'UTF8')), 'hex');
               INSERT INTO audit_entry (chain, seq, previous, payload, digest, at)
                   VALUES (in_chain, last_seq + 1, last_digest, in_payload, new_digest, in_at);
               UPDATE audit_head SET seq = last_seq + 1, digest = new_digest WHERE chain = in_chain;
           END $$""",
    ),
    "sqlite": (),
}

DROP_APPEND = {"postgresql": ("DROP FUNCTION audit_append(text, text, text)",), "sqlite": ()}
