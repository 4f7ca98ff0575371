/// ftrace's binary recordings: trace.dat of trace-cmd, and raw ring-buffer pages.
package dev.corelane.importers.ftrace;
