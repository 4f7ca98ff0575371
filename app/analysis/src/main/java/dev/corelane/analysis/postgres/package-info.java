/// What PostgreSQL's backends waited for, what the kernel did with them at that moment, and which
/// known incident it looks like.
package dev.corelane.analysis.postgres;
