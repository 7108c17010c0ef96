-- Each user has a namespace: mail to anything.<namespace>@domain makes a mailbox of theirs. It is easy to read out, one of
-- 4 x 10^11, and opens nothing.
CREATE FUNCTION "new_namespace"() RETURNS TEXT LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    "made" TEXT;
BEGIN
    LOOP
        "made" := '';
        FOR "i" IN 1..4 LOOP
            "made" := "made" || substr('bdfghjklmnprstvz', 1 + floor(random() * 16)::int, 1)
                             || substr('aeiou', 1 + floor(random() * 5)::int, 1);
        END LOOP;
        "made" := "made" || lpad(floor(random() * 10000)::int::text, 4, '0');
        EXIT WHEN NOT EXISTS (SELECT FROM "users" WHERE "namespace" = "made");
    END LOOP;
    RETURN "made";
END
$$;

ALTER TABLE "users" ADD COLUMN "namespace" TEXT;
UPDATE "users" SET "namespace" = "new_namespace"();
ALTER TABLE "users" ALTER COLUMN "namespace" SET NOT NULL, ALTER COLUMN "namespace" SET DEFAULT "new_namespace"();

-- whose namespace an address lies in: first mail, and creates of somebody else
CREATE UNIQUE INDEX "users_namespace_key" ON "users"("namespace");
