/// The facts of a timeline as plain data: records and enums, nothing else. Times are `long`
/// nanoseconds on the timeline's clock; intervals are half-open.
package dev.corelane.trace.model;
