-- Ended credentials are announced on the channel "control"; their own channels are no longer used.
DELETE FROM "channel_events" WHERE "channel" LIKE 'credential:%';--> statement-breakpoint
DELETE FROM "channels" WHERE "name" LIKE 'credential:%';
