CREATE TABLE "incident_updates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"incident_id" uuid NOT NULL,
	"state" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"impact" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "status_days" (
	"day" date PRIMARY KEY NOT NULL,
	"delivery_times" bigint[] NOT NULL,
	"repaired" bigint NOT NULL,
	"lost" bigint NOT NULL,
	"healthy_minutes" integer NOT NULL,
	"degraded_minutes" integer NOT NULL,
	"down_minutes" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "status_mails" (
	"update_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	CONSTRAINT "status_mails_update_id_subscriber_id_pk" PRIMARY KEY("update_id","subscriber_id")
);
--> statement-breakpoint
CREATE TABLE "status_samples" (
	"minute" timestamp with time zone NOT NULL,
	"instance_id" uuid NOT NULL,
	"delivery_times" integer[] NOT NULL,
	"repaired" integer NOT NULL,
	"lost" integer NOT NULL,
	"is_bus_ok" boolean NOT NULL,
	"database_ms" integer,
	"late_jobs" integer NOT NULL,
	CONSTRAINT "status_samples_minute_instance_id_pk" PRIMARY KEY("minute","instance_id")
);
--> statement-breakpoint
CREATE TABLE "status_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"rolled_up_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "status_subscribers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "status_subscribers_email_unique" UNIQUE("email")
);
--> statement-breakpoint
ALTER TABLE "incident_updates" ADD CONSTRAINT "incident_updates_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_mails" ADD CONSTRAINT "status_mails_update_id_incident_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."incident_updates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_mails" ADD CONSTRAINT "status_mails_subscriber_id_status_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."status_subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_updates_incident" ON "incident_updates" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "incidents_started" ON "incidents" USING btree ("started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "incidents_open" ON "incidents" USING btree ("started_at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "status_mails_subscriber" ON "status_mails" USING btree ("subscriber_id");--> statement-breakpoint
CREATE INDEX "status_subscribers_unconfirmed" ON "status_subscribers" USING btree ("asked_at") WHERE confirmed_at is null;