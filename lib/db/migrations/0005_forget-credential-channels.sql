-- Credentials that end are announced on the channel "control"; nobody reads a channel of their own any more.
DELETE FROM "channel_events" WHERE "channel" LIKE 'credential:%';--> statement-breakpoint
DELETE FROM "channels" WHERE "name" LIKE 'credential:%';
