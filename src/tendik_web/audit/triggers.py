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
