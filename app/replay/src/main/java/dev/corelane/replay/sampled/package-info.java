/// Programs where only samples exist: what backends waited for at some moments, as
/// `pg_wait_sampling` and `pg_stat_activity` tell it. From how often a state was seen, how often it
/// was seen twice in a row, and how often somebody waited for a lock at all, follow the lengths of
/// CPU bursts and waits, how often they come, and how long locks are held; programs draw them.
/// Results are statistical: right on average if these are, and no thread does what it did.
package dev.corelane.replay.sampled;
