/// What painters need to know about a whole timeline, worked out once when it is opened: classes of
/// tasks with their colours, totals, the worst moments.
package dev.corelane.render.digest;
