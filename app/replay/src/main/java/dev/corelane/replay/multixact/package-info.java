/// What PostgreSQL's MultiXacts and their caches cost, by version: closed forms, and look-ups as
/// programs over the locks of the cache. Rules and constants are those of `multixact.c`, `slru.c`
/// and `subtrans.c` of PostgreSQL 13, 15, 17 and 18.
package dev.corelane.replay.multixact;
