/// What is known of PostgreSQL's wait events and of the kernel's switches, by version.
package dev.corelane.analysis.knowledge;
