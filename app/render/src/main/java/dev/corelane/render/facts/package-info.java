/// Lock and thread facts arranged for drawing: grouped by lock and by thread, cut into pieces that
/// do not overlap, with running totals so that any stretch of time costs a search, not a walk.
package dev.corelane.render.facts;
