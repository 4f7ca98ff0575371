/// What an import could not read: every problem is a counted fact with a severity, a place and
/// advice, and the trace still opens.
package dev.corelane.trace.diagnostics;
