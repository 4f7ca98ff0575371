/// The kernel's tracepoints, shared by all formats that carry them: field layouts read from the
/// trace's own format texts, one small handler per tracepoint, and the state machines they drive.
package dev.corelane.importers.kernel;
