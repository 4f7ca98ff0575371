/// perf.data: the file and the pipe form of `perf record`
/// (tools/perf/Documentation/perf.data-file-format.txt).
package dev.corelane.importers.perf;
