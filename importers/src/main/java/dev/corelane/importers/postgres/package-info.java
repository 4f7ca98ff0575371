/// PostgreSQL's own files: samples of its views, server logs, pgbench logs, page contents.
package dev.corelane.importers.postgres;
