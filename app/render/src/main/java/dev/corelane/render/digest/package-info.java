/// A whole timeline arranged for drawing: in a few numbers; tasks with their colours; lock and
/// thread facts grouped by lane and cut into pieces that do not overlap, with running totals, so
/// that any stretch of time costs a search, not a walk.
package dev.corelane.render.digest;
