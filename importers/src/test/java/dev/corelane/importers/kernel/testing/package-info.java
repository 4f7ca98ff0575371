/// Tracepoint records made by hand, as a reader of a format would give them to the handlers.
package dev.corelane.importers.kernel.testing;
