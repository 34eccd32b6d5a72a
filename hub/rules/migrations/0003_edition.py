"""The edition of the rules: a number that every change of them gives anew, by whatever way it is made.

It comes from a sequence, which no rollback gives back: one number never stands for two states of the rules.
"""

from django.db import migrations

FUNCTION = """
CREATE TABLE rules_edition (one boolean PRIMARY KEY DEFAULT true CHECK (one), number bigint NOT NULL);
CREATE SEQUENCE rules_edition_number;
INSERT INTO rules_edition (number) VALUES (nextval('rules_edition_number'));
CREATE FUNCTION rules_new_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO rules_edition (number) VALUES (nextval('rules_edition_number'))
    ON CONFLICT (one) DO UPDATE SET number = EXCLUDED.number;
    RETURN NULL;
END $$;
"""
UNDO = """
DROP FUNCTION rules_new_edition() CASCADE;
DROP SEQUENCE rules_edition_number;
DROP TABLE rules_edition;
"""
TRIGGER = """
CREATE TRIGGER new_edition AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION rules_new_edition();
"""
TABLES = ("rules_level", "rules_calendaryear", "rules_calendarday", "rules_deadline")


class Migration(migrations.Migration):
    dependencies = [("rules", "0002_seed")]
    operations = [
        migrations.RunSQL(FUNCTION, UNDO),
        migrations.RunSQL(
            "".join(TRIGGER.format(table=table) for table in TABLES), migrations.RunSQL.noop
        ),
    ]
