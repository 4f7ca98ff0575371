/// Reads traces into timelines. One entry point: [dev.corelane.importers.Importers].
@org.jspecify.annotations.NullMarked
module dev.corelane.importers {
  requires static transitive org.jspecify;
  requires transitive dev.corelane.trace;
  requires com.github.luben.zstd_jni;
  requires org.apache.commons.compress;
  requires org.agrona;

  exports dev.corelane.importers;

  uses dev.corelane.importers.TraceImporter;

  provides dev.corelane.importers.TraceImporter with
      dev.corelane.importers.ftrace.RawPagesImporter,
      dev.corelane.importers.ftrace.TraceDatImporter,
      dev.corelane.importers.ftracetext.FtraceTextImporter,
      dev.corelane.importers.perf.PerfDataImporter,
      dev.corelane.importers.perftext.PerfTextImporter;
}
