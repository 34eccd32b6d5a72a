"""Triggers that keep what decided about visibility. `hub_keep` binds them to a table; each app calls it for its own.

They stand on statements with transition tables, so that a grant of many rows costs one more INSERT, not one per row.
"""

from django.db import migrations

FUNCTIONS = """
-- The moment of a change. A function of its own, so that tests can tell the time.
CREATE FUNCTION hub_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- Arguments: table of the past, its columns, what stands in them (expressions over the changed row).
CREATE FUNCTION hub_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target CONSTANT text := format('INSERT INTO %I (at, gone, of_id, %s) ', TG_ARGV[0], TG_ARGV[1]);
    facts CONSTANT text := TG_ARGV[2];
BEGIN
    IF TG_OP = 'INSERT' THEN
        EXECUTE target || format('SELECT $1, false, id, %s FROM said', facts) USING hub_clock();
    ELSIF TG_OP = 'UPDATE' THEN
        EXECUTE target || format('SELECT $1, false, c.* FROM (SELECT id, %s FROM said EXCEPT SELECT id, %s FROM unsaid) c',
            facts, facts) USING hub_clock();
    ELSE
        EXECUTE target || format('SELECT $1, true, id, %s FROM unsaid', facts) USING hub_clock();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION hub_keep(source text, past text, columns text, facts text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER keep_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS said
        FOR EACH STATEMENT EXECUTE FUNCTION hub_note(%L, %L, %L)', source, past, columns, facts);
    EXECUTE format('CREATE TRIGGER keep_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS unsaid NEW TABLE AS said
        FOR EACH STATEMENT EXECUTE FUNCTION hub_note(%L, %L, %L)', source, past, columns, facts);
    EXECUTE format('CREATE TRIGGER keep_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS unsaid
        FOR EACH STATEMENT EXECUTE FUNCTION hub_note(%L, %L, %L)', source, past, columns, facts);
    EXECUTE format('CREATE TRIGGER keep_from_truncate BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION hub_append_only()', source);
END $$;

CREATE FUNCTION hub_seal(past text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
        FOR EACH ROW EXECUTE FUNCTION hub_append_only()', past);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION hub_append_only()', past);
END $$;

-- Undoes both; a table without a past of its own gives NULL.
CREATE FUNCTION hub_leave(source text, past text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    trigger_name text;
BEGIN
    FOREACH trigger_name IN ARRAY ARRAY['keep_insert', 'keep_update', 'keep_delete', 'keep_from_truncate'] LOOP
        EXECUTE format('DROP TRIGGER %I ON %I', trigger_name, source);
    END LOOP;
    IF past IS NOT NULL THEN
        EXECUTE format('DROP TRIGGER append_only ON %I', past);
        EXECUTE format('DROP TRIGGER no_truncate ON %I', past);
    END IF;
END $$;

CREATE FUNCTION hub_keep_grants(source text, label text, holder text) RETURNS void LANGUAGE sql AS $$
    SELECT hub_keep(source, 'access_pastgrant',
        'label, row_id, ' || CASE holder WHEN 'user_id' THEN 'person_id' ELSE holder END
            || ', purpose, expires_at, granted_at, by_id',
        format('%L::varchar, content_object_id, %I, purpose, expires_at, granted_at, granted_by_id', label, holder));
$$;

-- The read log is as the past: never changed.
SELECT hub_seal('access_pastgrant'), hub_seal('access_look');
"""
UNDO = """
DROP FUNCTION hub_keep_grants(text, text, text);
DROP FUNCTION hub_leave(text, text);
DROP FUNCTION hub_seal(text);
DROP FUNCTION hub_keep(text, text, text, text);
DROP FUNCTION hub_note();
DROP FUNCTION hub_clock();
DROP TRIGGER append_only ON access_pastgrant;
DROP TRIGGER no_truncate ON access_pastgrant;
DROP TRIGGER append_only ON access_look;
DROP TRIGGER no_truncate ON access_look;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("events", "0002_append_only")]
    operations = [migrations.RunSQL(FUNCTIONS, UNDO)]
