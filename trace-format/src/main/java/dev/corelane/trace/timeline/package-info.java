/// The store of a timeline.
///
/// Reading and writing are apart: a [dev.corelane.trace.timeline.TimelineBuilder] takes facts in
/// the order of time and makes an immutable [dev.corelane.trace.timeline.Timeline]. Underneath,
/// both know only a [dev.corelane.trace.timeline.TableSet]: tables of fixed-width columns outside
/// the Java heap, which the file writes and maps as they are.
package dev.corelane.trace.timeline;
