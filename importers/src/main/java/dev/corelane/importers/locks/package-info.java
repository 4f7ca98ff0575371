/// The state machines of locks and spans: what begins and ends where, told by whatever source, to
/// the timeline.
package dev.corelane.importers.locks;
