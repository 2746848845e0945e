CREATE TABLE "rights_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rights_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"tenant_id" uuid,
	"granted" boolean NOT NULL,
	"changed_by" text DEFAULT session_user NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "expires_at" timestamp with time zone DEFAULT now() + interval '365 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "demo" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "cookie_key" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "demo" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "verification_tokens" ADD COLUMN "browser_hash" text;--> statement-breakpoint
ALTER TABLE "verification_tokens" ADD COLUMN "demo" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Their cookies have no key, so a stolen one could not be ended by signing in again.
UPDATE "sessions" SET "revoked_at" = now() WHERE "revoked_at" IS NULL;--> statement-breakpoint
CREATE INDEX "api_tokens_expires" ON "api_tokens" USING btree ("expires_at");--> statement-breakpoint
-- In a demo, whoever read its mailbox could sign in as these people.
UPDATE "sessions" SET "demo" = true WHERE "user_id" IN (SELECT "id" FROM "users" WHERE "email" IN (SELECT "recipient" FROM "demo_mail"));--> statement-breakpoint
UPDATE "api_tokens" SET "demo" = true WHERE "user_id" IN (SELECT "id" FROM "users" WHERE "email" IN (SELECT "recipient" FROM "demo_mail"));--> statement-breakpoint
UPDATE "verification_tokens" SET "demo" = true WHERE "identifier" IN (SELECT "recipient" FROM "demo_mail");--> statement-breakpoint
CREATE FUNCTION "record_membership_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF tg_op <> 'INSERT' THEN
		INSERT INTO rights_changes (user_id, tenant_id, granted) VALUES (old.user_id, old.tenant_id, false);
	END IF;
	IF tg_op <> 'DELETE' THEN
		INSERT INTO rights_changes (user_id, tenant_id, granted) VALUES (new.user_id, new.tenant_id, true);
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "memberships_record_change" AFTER INSERT OR UPDATE OR DELETE ON "memberships"
FOR EACH ROW EXECUTE FUNCTION "record_membership_change"();--> statement-breakpoint
CREATE FUNCTION "record_admin_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF tg_op <> 'INSERT' AND old.is_admin AND (tg_op = 'DELETE' OR NOT new.is_admin) THEN
		INSERT INTO rights_changes (user_id, granted) VALUES (old.id, false);
	END IF;
	IF tg_op <> 'DELETE' AND new.is_admin AND (tg_op = 'INSERT' OR NOT old.is_admin) THEN
		INSERT INTO rights_changes (user_id, granted) VALUES (new.id, true);
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "users_record_change" AFTER INSERT OR UPDATE OF is_admin OR DELETE ON "users"
FOR EACH ROW EXECUTE FUNCTION "record_admin_change"();
